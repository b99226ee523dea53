package io.github.metabgm.core.scene;

import java.util.Arrays;
import java.util.Map;

/** The element {@code Weather}. */
final class WeatherWindow implements ElementWindow {
    private final LabelShares weathers =
            new LabelShares(Arrays.stream(Weather.values()).map(Weather::label).toList());

    @Override
    public void add(Sample sample) {
        if (sample.weather() != null) {
            weathers.add(sample.weather().label());
        }
    }

    @Override
    public boolean isComplete() {
        return !weathers.isEmpty();
    }

    @Override
    public void clear() {
        weathers.clear();
    }

    @Override
    public Map<String, Object> labels() {
        return weathers.percentages();
    }
}
