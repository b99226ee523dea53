package io.github.metabgm.core.scene;

import java.util.LinkedHashMap;
import java.util.Map;

/** The element {@code Satiety}. */
final class SatietyWindow implements ElementWindow {
    private final Quantity food = new Quantity();
    private final Quantity saturation = new Quantity();

    @Override
    public void add(Sample sample) {
        food.add(sample.food());
        saturation.add(sample.saturation());
    }

    @Override
    public void clear() {
        food.clear();
        saturation.clear();
    }

    @Override
    public Map<String, Object> labels() {
        Map<String, Object> labels = new LinkedHashMap<>();
        food.putLast("Food", labels);
        saturation.putLast("Saturation", labels);
        return labels;
    }
}
