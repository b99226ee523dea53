package io.github.metabgm.player;

import io.github.metabgm.core.scene.DayPhase;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Weather;

/**
 * Where the player is, for the log; texts are empty while unknown.
 *
 * @param time part of the day
 * @param combat whether a blow fell within the last six seconds
 */
record Whereabouts(String biome, String dimension, String weather, String time, boolean combat) {
    static final Whereabouts UNKNOWN = new Whereabouts("", "", "", "", false);

    static Whereabouts of(Sample sample, boolean combat) {
        Weather weather = sample.weather();
        long clock = sample.timeOfDay();
        return new Whereabouts(
                sample.biome() == null ? "" : sample.biome().key(),
                known(sample.dimension()),
                weather == null ? "" : weather.label(),
                clock == Sample.NO_CLOCK ? "" : DayPhase.at(clock).label(),
                combat);
    }

    private static String known(String name) {
        return name == null ? "" : name;
    }
}
