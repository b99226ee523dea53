package io.github.metabgm.core.scene;

import java.util.LinkedHashMap;
import java.util.Map;

/** The element {@code Health}. */
final class HealthWindow implements ElementWindow {
    private final Quantity health = new Quantity();
    private final Quantity maxHealth = new Quantity();
    private final Quantity absorption = new Quantity();

    @Override
    public void add(Sample sample) {
        health.add(sample.health());
        maxHealth.add(sample.maxHealth());
        absorption.add(sample.absorption());
    }

    @Override
    public void clear() {
        health.clear();
        maxHealth.clear();
        absorption.clear();
    }

    @Override
    public Map<String, Object> labels() {
        Map<String, Object> labels = new LinkedHashMap<>();
        health.putLast("Health", labels);
        health.putLeast("Lowest Health", labels);
        maxHealth.putLast("Max Health", labels);
        absorption.putLast("Absorption", labels);
        return labels;
    }
}
