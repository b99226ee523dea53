package io.github.metabgm.core.audio;

/**
 * The gain that keeps a track from clicking where its audio begins, ends or fails to come. It never exceeds what
 * lets it reach 0 with the last frame held, and rises no faster than its slope; so it dips when the buffer runs
 * low, and comes back when the buffer fills, without anybody deciding so.
 */
final class Guard {
    /** A sharp attack stays sharp: only the step itself is rounded off. */
    private static final int EDGE_FRAMES = 5 * MixFormat.FRAMES_PER_MS;
    /** Design law 3: when it runs dry it fades out within 30 ms. */
    static final int STARVING_FRAMES = 30 * MixFormat.FRAMES_PER_MS;

    /** What adding up a slope may be short of 1. */
    private static final double ROUNDING = 1e-9;

    private double gain;
    private double rise = 1.0 / EDGE_FRAMES;

    /**
     * @param held frames held, this one included, at least 1
     * @param finished whether these are the last
     * @return the gain of this frame, 0..1
     */
    double next(int held, boolean finished) {
        double ceiling = Math.min(1, (double) held / (finished ? EDGE_FRAMES : STARVING_FRAMES));
        if (ceiling < 1 && !finished) {
            rise = 1.0 / STARVING_FRAMES;
        }
        gain = Math.min(gain + rise, ceiling);
        gain = gain > 1 - ROUNDING ? 1 : gain;
        return gain;
    }

    boolean isFullyOpen() {
        return gain >= 1;
    }
}
