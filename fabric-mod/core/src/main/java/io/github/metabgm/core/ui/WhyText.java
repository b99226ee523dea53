package io.github.metabgm.core.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** A provenance record as lines for the player. */
public final class WhyText {
    /** A record times six steps; more are a stranger's. */
    private static final int MOST_STEPS = 12;

    private WhyText() {}

    /**
     * @param record as PROTOCOL.md, "provenance", says; what is missing or has another form is passed over
     * @return one line where the record is empty: that there is no piece yet
     */
    public static List<Line> lines(Map<String, Object> record) {
        List<Line> lines = new ArrayList<>();
        add(lines, "metabgm.why.title", text(record, "title"));
        if (record.get("characterized") instanceof Map<?, ?> characterized) {
            add(lines, "metabgm.why.scene", SceneWords.of(characterized));
        }
        add(lines, "metabgm.why.narrative", text(record, "narrative"));
        add(lines, "metabgm.why.description", text(record, "description"));
        if (!text(record, "describer").isEmpty() && !text(record, "engine").isEmpty()) {
            lines.add(Line.of(
                    "metabgm.why.made_by", text(record, "describer"), text(record, "engine"), text(record, "seed")));
        }
        add(lines, "metabgm.why.anchor", text(record, "anchor"));
        if (record.get("ms") instanceof Map<?, ?> durations) {
            add(lines, "metabgm.why.ms", durations(durations));
        }
        return lines.isEmpty() ? List.of(Line.of("metabgm.why.nothing")) : List.copyOf(lines);
    }

    private static void add(List<Line> lines, String key, String value) {
        if (!value.isEmpty()) {
            lines.add(Line.of(key, PlainText.of(value)));
        }
    }

    private static String text(Map<String, Object> record, String key) {
        Object value = record.get(key);
        return value instanceof String || value instanceof Number ? PlainText.of(value.toString()) : "";
    }

    private static String durations(Map<?, ?> steps) {
        StringJoiner text = new StringJoiner(", ");
        steps.entrySet().stream()
                .filter(step -> step.getValue() instanceof Number)
                .limit(MOST_STEPS)
                .forEach(step -> text.add(String.valueOf(step.getKey()).replace('_', ' ') + " "
                        + Math.round(((Number) step.getValue()).doubleValue()) + " ms"));
        return text.toString();
    }
}
