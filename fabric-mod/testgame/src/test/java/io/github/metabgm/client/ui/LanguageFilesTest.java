package io.github.metabgm.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.github.metabgm.core.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LanguageFilesTest {
    private static final Pattern LITERAL = Pattern.compile("\"([^\"\\\\\\n]*)\"");
    private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Z0-9_]+\\b");
    private static final Pattern KEY = Pattern.compile("(key\\.)?metabgm\\.[a-z0-9_.]*");
    /** Names that look like keys: files, and the subprotocol. */
    private static final Pattern NO_KEY = Pattern.compile("metabgm\\.(.*\\.)?json|metabgm\\.v1\\..*");

    private static final Pattern PLACE = Pattern.compile("%(\\d+\\$)?[A-Za-z%]|%");
    /** The game makes this one of the category's name. */
    private static final String CATEGORY = "key.category.metabgm.keys";

    private static final Map<String, String> ENGLISH = read("en_us");
    private static final Map<String, String> GERMAN = read("de_de");
    private static final String SOURCES = sources();
    private static final Set<String> LITERALS = LITERAL.matcher(SOURCES)
            .results()
            .map(literal -> literal.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    private static final Set<String> CONSTANTS = CONSTANT.matcher(SOURCES)
            .results()
            .map(constant -> constant.group().toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));

    private static Map<String, String> read(String language) {
        Path file = Repository.folder("fabric-mod/client/src/main/resources/assets/metabgm/lang")
                .resolve(language + ".json");
        Map<String, String> texts = new LinkedHashMap<>();
        JsonParser.parseString(text(file))
                .getAsJsonObject()
                .entrySet()
                .forEach(text -> texts.put(text.getKey(), text.getValue().getAsString()));
        return texts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** All of the mod's. */
    private static String sources() {
        StringBuilder sources = new StringBuilder();
        for (String module : List.of("core", "client")) {
            try (Stream<Path> files = Files.walk(Repository.folder("fabric-mod/" + module + "/src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> sources.append(text(file)));
            } catch (IOException unreadable) {
                throw new AssertionError(unreadable);
            }
        }
        return sources.toString();
    }

    private static Set<String> keysInSources() {
        return LITERALS.stream()
                .filter(literal -> KEY.matcher(literal).matches() && !NO_KEY.matcher(literal).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void bothLanguagesHaveTheSameKeysInOrder() {
        assertEquals(List.copyOf(ENGLISH.keySet()), List.copyOf(GERMAN.keySet()));
        assertEquals(List.copyOf(new TreeSet<>(ENGLISH.keySet())), List.copyOf(ENGLISH.keySet()));
    }

    @Test
    void everyKeyOfTheSourcesHasAText() {
        Set<String> missing = keysInSources();
        assertTrue(missing.size() > 30, "too few keys found: " + missing);
        missing.removeIf(key -> key.endsWith(".")
                ? ENGLISH.keySet().stream().anyMatch(text -> text.startsWith(key))
                : ENGLISH.containsKey(key));
        assertEquals(Set.of(), missing);
    }

    /** A key is used where it stands as a whole, or where its beginning stands and, elsewhere, the rest. */
    @Test
    void everyTextIsUsed() {
        Set<String> used = keysInSources();
        List<String> unused = new ArrayList<>(ENGLISH.keySet());
        unused.removeIf(key -> key.equals(CATEGORY)
                || used.contains(key)
                || used.stream()
                        .filter(beginning -> beginning.endsWith(".") && key.startsWith(beginning))
                        .anyMatch(beginning -> isComposed(key.substring(beginning.length()))));
        assertEquals(List.of(), unused);
    }

    private static boolean isComposed(String rest) {
        return LITERALS.contains(rest)
                || CONSTANTS.contains(rest)
                || LITERALS.stream()
                        .filter(end -> end.startsWith(".") && end.length() > 1 && rest.endsWith(end))
                        .anyMatch(end -> LITERALS.contains(rest.substring(0, rest.length() - end.length())));
    }

    @Test
    void everyPartHasAName() {
        Set<String> parts = Pattern.compile("new Part\\(\\s*\"([a-z0-9_]+)\"")
                .matcher(SOURCES)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(parts.contains("keys"));
        parts.removeIf(name -> ENGLISH.containsKey("metabgm.part." + name));
        assertEquals(Set.of(), parts);
    }

    @Test
    void bothLanguagesTakeTheSameArguments() {
        ENGLISH.forEach((key, text) -> assertEquals(places(text), places(GERMAN.get(key)), key));
    }

    /** Anything else makes the game show the text raw. */
    @Test
    void argumentsAreWrittenAsTheGameReadsThem() {
        Stream.of(ENGLISH, GERMAN)
                .flatMap(texts -> texts.entrySet().stream())
                .forEach(text -> assertTrue(
                        places(text.getValue()).stream().allMatch(place -> place.matches("%(\\d+\\$)?s|%%")),
                        text.getKey() + ": " + text.getValue()));
    }

    private static List<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    @Test
    void noTextIsEmptyOrBringsStyleCodes() {
        Stream.of(ENGLISH, GERMAN)
                .flatMap(texts -> texts.entrySet().stream())
                .forEach(text -> assertFalse(
                        text.getValue().isBlank() || text.getValue().contains("§"), text.getKey()));
    }
}
