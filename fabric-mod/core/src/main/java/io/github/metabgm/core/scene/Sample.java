package io.github.metabgm.core.scene;

import java.util.Map;

/**
 * What was read of the game in one tick; every part may be unknown: null, or NaN where it is a number. One object
 * is filled anew each tick, so nobody keeps it beyond the call that it was handed to.
 */
public final class Sample extends PlayerReading {
    /** A time of day that is not known. */
    public static final long NO_CLOCK = Long.MIN_VALUE;

    private final Hostiles hostiles = new Hostiles();
    private long timeMs;
    private Biome biome;
    private String dimension;
    private double y;
    private long timeOfDay;
    private Weather weather;
    private Map<String, Double> biomeAhead;

    public Sample() {
        reset(0);
    }

    /**
     * Another tick, of which nothing is known yet.
     *
     * @param timeMs the mod's monotonic clock
     */
    public void reset(long timeMs) {
        this.timeMs = timeMs;
        forgetPlayer();
        hostiles.clear();
        biome = null;
        dimension = null;
        y = Double.NaN;
        timeOfDay = NO_CLOCK;
        weather = null;
        biomeAhead = Map.of();
    }

    /** The same once more at another time, as while the game is paused. */
    public void timeMs(long later) {
        timeMs = later;
    }

    public long timeMs() {
        return timeMs;
    }

    /** Null while the chunk is not loaded. */
    public void biome(Biome here) {
        biome = here;
    }

    public Biome biome() {
        return biome;
    }

    /** Namespaced key. */
    public void dimension(String key) {
        dimension = key;
    }

    public String dimension() {
        return dimension;
    }

    /** Height in blocks. */
    public void y(double blocks) {
        y = blocks;
    }

    public double y() {
        return y;
    }

    /** Ticks of the dimension's own clock, {@link #NO_CLOCK} where unknown; counting days on is fine. */
    public void timeOfDay(long ticks) {
        timeOfDay = ticks;
    }

    public long timeOfDay() {
        return timeOfDay;
    }

    public void weather(Weather now) {
        weather = now;
    }

    public Weather weather() {
        return weather;
    }

    /** One more hostile entity nearby; one beyond {@link Hostiles#RANGE_BLOCKS} is passed over. */
    public void hostile(String kind, double distance) {
        hostiles.add(kind, distance);
    }

    /** Whether a hostile has the player as its target; unknown until told. */
    public void targeted(boolean player) {
        hostiles.targeting(player);
    }

    public Hostiles hostiles() {
        return hostiles;
    }

    /** Probability by biome key, see {@link BiomeAhead}; not null, may be empty, and must not change any more. */
    public void biomeAhead(Map<String, Double> probabilities) {
        biomeAhead = probabilities;
    }

    public Map<String, Double> biomeAhead() {
        return biomeAhead;
    }
}
