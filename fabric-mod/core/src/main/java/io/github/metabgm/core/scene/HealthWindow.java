package io.github.metabgm.core.scene;

import java.util.LinkedHashMap;
import java.util.Map;

/** The element {@code Health}. */
final class HealthWindow implements ElementWindow {
    private final Quantity health = new Quantity();
    private final Quantity maxHealth = new Quantity();

    @Override
    public void add(Sample sample) {
        health.add(sample.health());
        maxHealth.add(sample.maxHealth());
    }

    @Override
    public void clear() {
        health.clear();
        maxHealth.clear();
    }

    @Override
    public Map<String, Object> labels() {
        Map<String, Object> labels = new LinkedHashMap<>();
        health.putLast("Health", labels);
        health.putLeast("Lowest Health", labels);
        maxHealth.putLast("Max Health", labels);
        return labels;
    }
}
