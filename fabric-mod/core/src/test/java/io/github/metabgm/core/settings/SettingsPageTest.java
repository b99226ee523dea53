package io.github.metabgm.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.github.metabgm.core.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docs/mod-settings.md against the settings. */
class SettingsPageTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z_]+)` \\| `([^`]+)` \\| ([^|]*) \\| ([^|]*)\\|$", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);

    private static String page() throws IOException {
        return Files.readString(Repository.folder("docs").resolve("mod-settings.md"));
    }

    private static Map<String, Matcher> rows() throws IOException {
        Map<String, Matcher> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(page());
        while (row.find()) {
            Matcher found = ROW.matcher(row.group());
            assertTrue(found.find());
            rows.put(found.group(1), found);
        }
        return rows;
    }

    @Test
    void namesAllKeysInTheirOrder() throws IOException {
        assertEquals(
                Setting.ALL.stream().map(Setting::key).toList(), List.copyOf(rows().keySet()));
    }

    @Test
    void tellsTheDefaults() throws IOException {
        Map<String, Matcher> rows = rows();
        for (Setting<?> setting : Setting.ALL) {
            assertEquals(
                    json(setting), JsonParser.parseString(rows.get(setting.key()).group(2)).toString(), setting.key());
        }
    }

    private static <T> String json(Setting<T> setting) {
        return setting.kind().json(setting.initial()).toString();
    }

    @Test
    void tellsTheRanges() throws IOException {
        Map<String, Matcher> rows = rows();
        for (Setting<?> setting : Setting.ALL) {
            String values = rows.get(setting.key()).group(3);
            if (setting.kind() instanceof WholeNumberKind numbers) {
                assertEquals(numbers.least() + " to " + numbers.most(), values, setting.key());
            } else if (setting.kind() instanceof LoudnessKind loudness) {
                assertEquals("one of " + values.replace("`", ""), loudness.expected(), setting.key());
            }
        }
        assertTrue(rows.get("style").group(3).contains(" 200 "));
        assertTrue(rows.get("yield_to").group(3).contains(" " + PatternsKind.MOST_PATTERNS + " "));
    }

    @Test
    void itsExamplesAreTaken() throws IOException {
        Matcher example = EXAMPLE.matcher(page());
        int examples = 0;
        while (example.find()) {
            String text = example.group(1);
            Loaded loaded = SettingsReading.read("mod-settings.md", text, ModSettings.defaults());
            assertEquals(new Loaded(loaded.settings(), List.of(), List.of()), loaded, text);
            assertTrue(!loaded.settings().equals(ModSettings.defaults()), text);
            examples++;
        }
        assertEquals(2, examples);
    }

    @Test
    void itsLimitsAreThoseOfThePacks() throws IOException {
        PackWishes wishes = new PackWishes();
        wishes.add("pack", "x".repeat(PackWishes.MOST_CHARS + 1));
        Optional<String> chars = wishes.faults().stream()
                .map(fault -> fault.replaceAll(".*at most (\\d+)(\\d{3}) .*", "$1,$2"))
                .findFirst();
        assertTrue(page().contains(" " + chars.orElseThrow() + " characters"), chars.toString());
        assertTrue(page().contains("At most " + SoundPattern.MOST_CHARS + " characters each"));
    }
}
