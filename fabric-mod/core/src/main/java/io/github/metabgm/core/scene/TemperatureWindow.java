package io.github.metabgm.core.scene;

import java.util.LinkedHashMap;
import java.util.Map;

/** The element {@code Temperature}. */
final class TemperatureWindow implements ElementWindow {
    private final Quantity temperature = new Quantity();

    @Override
    public void add(Sample sample) {
        if (sample.biome() != null) {
            temperature.add(sample.biome().temperature());
        }
    }

    @Override
    public void clear() {
        temperature.clear();
    }

    @Override
    public Map<String, Object> labels() {
        Map<String, Object> labels = new LinkedHashMap<>();
        temperature.putMean("Temperature", labels);
        return labels;
    }
}
