package io.github.metabgm.core.scene;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The element {@code Scene}: shares of biomes and dimensions, tags of the last biome. */
final class PlaceWindow implements ElementWindow {
    private final LabelShares biomes = new LabelShares();
    private final LabelShares dimensions = new LabelShares();
    private List<String> tags = List.of();

    @Override
    public void add(Sample sample) {
        Place place = sample.place();
        if (place.biome() != null) {
            biomes.add(place.biome());
            tags = place.tags();
        }
        if (place.dimension() != null) {
            dimensions.add(place.dimension());
        }
    }

    @Override
    public boolean isComplete() {
        return !biomes.isEmpty() && !dimensions.isEmpty();
    }

    @Override
    public Map<String, Object> labels() {
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("biome", biomes.percentages());
        labels.put("dimension", dimensions.percentages());
        labels.put("tags", tags);
        return labels;
    }
}
