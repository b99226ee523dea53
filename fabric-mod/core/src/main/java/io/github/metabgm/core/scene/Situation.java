package io.github.metabgm.core.scene;

import java.util.Objects;

/** What of the samples makes a scene be sent at once when it changes; parts are null while unknown. */
final class Situation {
    private String biome;
    private String dimension;
    private Weather weather;
    private boolean combat;

    /**
     * Goes on to another tick; what that does not know stays as it was. In another dimension the old biome does not
     * hold, so it is unknown there until it is told.
     *
     * @param fighting whether a fight is on
     */
    void update(Sample sample, boolean fighting) {
        if (sample.dimension() != null && !sample.dimension().equals(dimension)) {
            biome = dimension == null ? biome : null;
            dimension = sample.dimension();
        }
        if (sample.biome() != null) {
            biome = sample.biome().key();
        }
        if (sample.weather() != null) {
            weather = sample.weather();
        }
        combat = fighting;
    }

    void copy(Situation other) {
        biome = other.biome;
        dimension = other.dimension;
        weather = other.weather;
        combat = other.combat;
    }

    String biome() {
        return biome;
    }

    String dimension() {
        return dimension;
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
