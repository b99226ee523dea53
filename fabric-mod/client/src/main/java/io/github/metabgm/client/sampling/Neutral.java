package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Biome;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Weather;
import java.util.List;

/**
 * No scene is told without a place, an hour and a weather. Where this version of the game does not let one of them
 * be read, something neutral stands for it, so that all the rest is told.
 */
final class Neutral {
    /** Stands for a biome and a dimension. */
    static final String KEY = "metabgm:unknown";

    private static final Biome BIOME = new Biome(KEY, List.of(), Double.NaN, null);
    private static final long NOON = 6_000;

    private final ReaderPart dimension;
    private final ReaderPart biomeFinder;
    private final ReaderPart biome;
    private final ReaderPart clock;
    private final ReaderPart weather;

    Neutral(
            ReaderPart dimension,
            ReaderPart biomeFinder,
            ReaderPart biome,
            ReaderPart clock,
            ReaderPart weather) {
        this.dimension = dimension;
        this.biomeFinder = biomeFinder;
        this.biome = biome;
        this.clock = clock;
        this.weather = weather;
    }

    /** What is unknown for the moment, as the biome of a chunk on its way, stays so. */
    void standIn(Sample sample) {
        if (dimension.isOff()) {
            sample.dimension(KEY);
        }
        if (biomeFinder.isOff() || biome.isOff()) {
            sample.biome(BIOME);
        }
        if (clock.isOff()) {
            sample.timeOfDay(NOON);
        }
        if (weather.isOff() || biomeFinder.isOff()) {
            sample.weather(Weather.CLEAR);
        }
    }
}
