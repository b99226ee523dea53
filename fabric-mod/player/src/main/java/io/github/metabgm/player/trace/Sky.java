package io.github.metabgm.player.trace;

import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Weather;

/**
 * Clock and weather at one moment.
 *
 * @param timeOfDay ticks, {@link Sample#NO_CLOCK} where unknown
 * @param weather null where unknown
 */
record Sky(long timeOfDay, Weather weather) {
    static final Sky UNKNOWN = new Sky(Sample.NO_CLOCK, null);
}
