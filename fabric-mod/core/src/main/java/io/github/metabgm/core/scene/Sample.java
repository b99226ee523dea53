package io.github.metabgm.core.scene;

import java.util.Map;
import java.util.Objects;

/**
 * What was read of the game in one tick. Every part may be unknown.
 *
 * @param timeMs the mod's monotonic clock
 * @param place biome, dimension, height
 * @param sky clock and weather
 * @param vitals health and hunger
 * @param conditions the pairs of labels
 * @param vehicle name of what the player rides, null when on foot
 * @param speed blocks per second, NaN where unknown
 * @param hostiles those nearby
 * @param biomeAhead probability by biome key, see {@link BiomeAhead}; may be empty
 */
public record Sample(
        long timeMs,
        Place place,
        Sky sky,
        Vitals vitals,
        Conditions conditions,
        String vehicle,
        double speed,
        Hostiles hostiles,
        Map<String, Double> biomeAhead) {
    public Sample {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(sky, "sky");
        Objects.requireNonNull(vitals, "vitals");
        Objects.requireNonNull(conditions, "conditions");
        Objects.requireNonNull(hostiles, "hostiles");
        Objects.requireNonNull(biomeAhead, "biomeAhead");
    }
}
