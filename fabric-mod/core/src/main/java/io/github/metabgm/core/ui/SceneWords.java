package io.github.metabgm.core.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A characterized scene in a few words: what holds, element by element, such as
 * {@code birch forest, overworld · dusk · rain · walking 63 %, y 66}.
 */
final class SceneWords {
    /** A scene has twelve elements of at most a dozen labels that hold at once; more are a stranger's. */
    private static final int MOST_WORDS = 40;

    /** Biomes ahead are told as probabilities. */
    private static final double PERCENT = 100;

    private static final double WHOLE = 99.5;
    private static final double NOTHING = 0.5;
    private static final List<String> QUANTITIES = List.of(
            "Temperature", "Health", "Lowest Health", "Absorption", "Food", "Saturation", "Speed", "Y", "Count", "Nearest",
            "Blows");
    /** Day, dusk or night says it in words; and what never changes says nothing. */
    private static final List<String> NOT_TOLD = List.of("Time Of Day", "Max Health");

    private final StringBuilder text = new StringBuilder();
    private int words;

    private SceneWords() {}

    /** @param characterized element to its labels and quantities; what has another form is passed over */
    static String of(Map<?, ?> characterized) {
        SceneWords scene = new SceneWords();
        for (Map.Entry<?, ?> element : characterized.entrySet()) {
            if (element.getValue() instanceof Map<?, ?> labels) {
                scene.add(String.valueOf(element.getKey()), labels);
            }
        }
        return scene.text.toString();
    }

    private void add(String element, Map<?, ?> labels) {
        boolean ahead = element.equals("Biome Ahead");
        List<String> holding = new ArrayList<>();
        addThoseThatHold(labels, ahead ? PERCENT : 1, holding);
        List<String> kept = holding.subList(0, Math.min(holding.size(), MOST_WORDS - words));
        if (!kept.isEmpty()) {
            words += kept.size();
            text.append(text.isEmpty() ? "" : " · ").append(ahead ? "ahead: " : "").append(String.join(", ", kept));
        }
    }

    /** Two levels at most: the element's own labels, and biomes or dimensions below one. */
    private static void addThoseThatHold(Map<?, ?> labels, double scale, List<String> holding) {
        for (Map.Entry<?, ?> label : labels.entrySet()) {
            if (label.getValue() instanceof Number value) {
                addIfItHolds(String.valueOf(label.getKey()), scale * value.doubleValue(), holding);
            } else if (label.getValue() instanceof Map<?, ?> shares) {
                for (Map.Entry<?, ?> share : shares.entrySet()) {
                    if (share.getValue() instanceof Number value) {
                        addIfItHolds(String.valueOf(share.getKey()), value.doubleValue(), holding);
                    }
                }
            }
        }
    }

    private static void addIfItHolds(String label, double value, List<String> holding) {
        String name = label.substring(label.indexOf(':') + 1).replace('_', ' ').toLowerCase(Locale.ROOT);
        if (NOT_TOLD.contains(label)) {
            return;
        }
        if (QUANTITIES.contains(label)) {
            holding.add(name + " " + number(value));
        } else if (value >= WHOLE) {
            holding.add(name);
        } else if (value >= NOTHING) {
            holding.add(name + " " + Math.round(value) + " %");
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
