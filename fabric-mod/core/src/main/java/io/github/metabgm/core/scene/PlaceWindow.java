package io.github.metabgm.core.scene;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The element {@code Scene}: shares of biomes and dimensions, tags and precipitation of the last biome. */
final class PlaceWindow implements ElementWindow {
    private final LabelShares biomes = new LabelShares();
    private final LabelShares dimensions = new LabelShares();
    private Biome last;

    @Override
    public void add(Sample sample) {
        Biome biome = sample.biome();
        if (biome != null) {
            biomes.add(biome.key());
            last = biome;
        }
        if (sample.dimension() != null) {
            dimensions.add(sample.dimension());
        }
    }

    @Override
    public boolean isComplete() {
        return !biomes.isEmpty() && !dimensions.isEmpty();
    }

    @Override
    public void clear() {
        biomes.clear();
        dimensions.clear();
        last = null;
    }

    @Override
    public Map<String, Object> labels() {
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("biome", biomes.percentages());
        labels.put("dimension", dimensions.percentages());
        labels.put("tags", last == null ? List.of() : last.tags());
        if (last != null && last.precipitation() != null) {
            labels.put("precipitation", last.precipitation());
        }
        return labels;
    }
}
