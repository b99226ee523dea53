package io.github.metabgm.core.audio;

/** The mix: interleaved stereo floats at 48 kHz, and the units its lengths are given in. */
public final class MixFormat {
    public static final int RATE = 48_000;
    public static final int CHANNELS = 2;
    public static final int FRAMES_PER_MS = RATE / 1_000;

    private MixFormat() {}

    /** @param ms at least 0; a length beyond all reckoning stays one */
    static long frames(long ms) {
        return Math.min(ms, Long.MAX_VALUE / FRAMES_PER_MS) * FRAMES_PER_MS;
    }
}
