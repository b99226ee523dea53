package io.github.metabgm.player.trace;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.Sample;
import java.util.EnumMap;
import java.util.Map;

/** The conditions that a line of the trace tells. */
record Conditions(Map<Condition, Boolean> told) {
    static final Conditions UNKNOWN = new Conditions(Map.of());

    /** @param holds null where the recorder has not told */
    Conditions with(Condition condition, Boolean holds) {
        if (holds == null) {
            return this;
        }
        Map<Condition, Boolean> more = new EnumMap<>(Condition.class);
        more.putAll(told);
        more.put(condition, holds);
        return new Conditions(more);
    }

    void writeTo(Sample sample) {
        told.forEach(sample::condition);
    }
}
