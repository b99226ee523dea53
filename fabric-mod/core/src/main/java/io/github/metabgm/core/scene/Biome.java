package io.github.metabgm.core.scene;

import java.util.List;
import java.util.Objects;

/**
 * A biome as the game's registry tells it. Whoever reads the game makes one per biome and hands it out again.
 *
 * @param key namespaced key
 * @param tags the biome's tags, may be empty
 * @param temperature the biome's base temperature, NaN where unknown
 * @param precipitation {@code none}, {@code rain} or {@code snow}, null where unknown
 */
public record Biome(String key, List<String> tags, double temperature, String precipitation) {
    public static final String NO_PRECIPITATION = "none";
    public static final String RAIN = "rain";
    public static final String SNOW = "snow";
    private static final List<String> PRECIPITATIONS = List.of(NO_PRECIPITATION, RAIN, SNOW);

    public Biome {
        Objects.requireNonNull(key, "key");
        tags = List.copyOf(tags);
        if (precipitation != null && !PRECIPITATIONS.contains(precipitation)) {
            throw new IllegalArgumentException(
                    "precipitation of " + key + ": \"" + precipitation + "\", expected one of " + PRECIPITATIONS);
        }
    }
}
