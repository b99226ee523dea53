package io.github.metabgm.core.scene;

import java.util.LinkedHashMap;
import java.util.Map;

/** The element {@code Being Attacked}. */
final class AttackWindow {
    private int samples;
    private int attackedSamples;
    private int blows;

    void add(boolean attacked) {
        samples++;
        attackedSamples += attacked ? 1 : 0;
    }

    void addBlow() {
        blows++;
    }

    void clear() {
        samples = 0;
        attackedSamples = 0;
        blows = 0;
    }

    Map<String, Object> labels() {
        double share = 100.0 * attackedSamples / samples;
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("Attacked", share);
        labels.put("Not Attacked", 100.0 - share);
        labels.put("Blows", (double) blows);
        return labels;
    }
}
