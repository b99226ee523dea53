package io.github.metabgm.testgame.sweep;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is left of a short life in a broken game.
 *
 * @param lines of the log
 * @param scene the last one that the sidecar heard of, by element; empty where it heard of none
 * @param events those that the sidecar heard of, as {@code hurt zombie}
 */
record Outcome(List<JsonObject> lines, Map<String, Object> scene, List<String> events) {
    private static final int SHOWN_LINES = 4;
    private static final Pattern OFF_IN_LOG = Pattern.compile("MetaBGM's (\\w+) is off: .*");
    private static final Pattern HOOK_IN_LOG = Pattern.compile("MetaBGM's hook for (\\w+) failed");
    private static final Pattern OFF_IN_CHAT =
            Pattern.compile("\\[MetaBGM\\] Switched off, because it does not work in this game: (.+) \\(.*");

    List<String> texts(String what, String field) {
        return lines.stream()
                .filter(line -> line.get("what").getAsString().equals(what))
                .map(line -> line.get(field).getAsString())
                .toList();
    }

    /** First lines of what would have crashed the game, each once. */
    List<String> escaped() {
        return texts("escaped", "thrown").stream()
                .map(text -> text.lines().limit(SHOWN_LINES).collect(Collectors.joining(" ")))
                .distinct()
                .toList();
    }

    Set<String> partsOff() {
        return new TreeSet<>(matches(OFF_IN_LOG, texts("log", "message")));
    }

    /** Mixins that could not do their work. */
    Set<String> hooksFailed() {
        return new TreeSet<>(matches(HOOK_IN_LOG, texts("log", "message")));
    }

    /** As the player was told; one told twice is there twice. */
    List<String> partsTold() {
        return matches(OFF_IN_CHAT, texts("chat", "text"));
    }

    boolean musicPlays() {
        return texts("sound", "event").contains("metabgm:stream");
    }

    private static List<String> matches(Pattern pattern, List<String> texts) {
        return texts.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
    }
}
