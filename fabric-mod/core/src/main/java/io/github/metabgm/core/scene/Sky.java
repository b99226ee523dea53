package io.github.metabgm.core.scene;

/**
 * Clock and weather in one tick.
 *
 * @param timeOfDay ticks of the dimension's own clock, {@link #NO_CLOCK} where unknown; counting days on is fine
 * @param weather null where unknown
 */
public record Sky(long timeOfDay, Weather weather) {
    public static final long NO_CLOCK = Long.MIN_VALUE;
    public static final Sky UNKNOWN = new Sky(NO_CLOCK, null);
}
