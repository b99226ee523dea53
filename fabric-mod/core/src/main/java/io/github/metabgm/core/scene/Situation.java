package io.github.metabgm.core.scene;

import java.util.Objects;

/**
 * What of a sample makes a scene be sent at once when it changes; parts are null while unknown.
 *
 * @param combat whether a fight is on
 */
record Situation(String biome, String dimension, Weather weather, boolean combat) {
    static final Situation UNKNOWN = new Situation(null, null, null, false);

    /**
     * This situation with its unknown parts as they were. In another dimension the old biome does not hold, so it
     * stays unknown there.
     */
    Situation completedBy(Situation before) {
        String dimensionNow = dimension == null ? before.dimension : dimension;
        boolean sameDimension = before.dimension == null || before.dimension.equals(dimensionNow);
        String biomeNow = biome == null && sameDimension ? before.biome : biome;
        return new Situation(biomeNow, dimensionNow, weather == null ? before.weather : weather, combat);
    }

    boolean isComplete() {
        return biome != null && dimension != null && weather != null;
    }

    /** The weightiest difference, null when there is none. */
    SceneReason differenceFrom(Situation other) {
        if (!Objects.equals(dimension, other.dimension)) {
            return SceneReason.DIMENSION;
        }
        if (!Objects.equals(biome, other.biome)) {
            return SceneReason.BIOME;
        }
        if (combat != other.combat) {
            return SceneReason.COMBAT;
        }
        return weather == other.weather ? null : SceneReason.WEATHER;
    }
}
