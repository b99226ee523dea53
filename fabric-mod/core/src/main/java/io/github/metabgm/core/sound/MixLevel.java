package io.github.metabgm.core.sound;

/**
 * How loud the whole mix is, tick by tick. The sliders of the game are not in it: its sound engine applies them to
 * the stream.
 */
public final class MixLevel {
    private static final double ATTENTION_MS = 500;

    private final Slope presence = new Slope(300, 1_000);
    private final Slope precedence = new Slope(2_000, 1_000);
    private final Slope attention = new Slope(ATTENTION_MS, ATTENTION_MS);
    private long lastMs;
    private double present = 1;

    /** Another mix begins, at full volume: its tracks have fades of their own. */
    public void restart() {
        presence.jumpTo(1);
    }

    /**
     * @param timeMs any clock that does not stand still
     * @param wanted whether music is to be heard at all
     * @param yielding whether it gives way to another sound
     * @param attentive 0..1, what pause and background leave of it
     * @return gain for the mix, 0..1
     */
    public double tick(long timeMs, boolean wanted, boolean yielding, double attentive) {
        long ms = Math.max(0, timeMs - lastMs);
        lastMs = timeMs;
        present = presence.toward(wanted ? 1 : 0, ms);
        return present * precedence.toward(yielding ? 0 : 1, ms) * attention.toward(attentive, ms);
    }

    /** Whether it has faded out because it is not wanted. */
    public boolean isGone() {
        return present == 0;
    }
}
