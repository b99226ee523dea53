package io.github.metabgm.core.scene;

import java.util.List;

/**
 * Where the player is in one tick.
 *
 * @param biome namespaced key, null while the chunk is not loaded
 * @param dimension namespaced key, null where unknown
 * @param tags the biome's tags, may be empty
 * @param temperature the biome's base temperature, NaN where unknown
 * @param y height in blocks, NaN where unknown
 */
public record Place(String biome, String dimension, List<String> tags, double temperature, double y) {
    public static final Place UNKNOWN = new Place(null, null, List.of(), Double.NaN, Double.NaN);

    public Place {
        tags = List.copyOf(tags);
    }
}
