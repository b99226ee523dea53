package io.github.metabgm.client;

import java.util.Arrays;

/** What the last minute's ticks cost. For the game's thread. */
final class TickMeter {
    private static final int TICKS = 1_200;

    private final long[] nanos = new long[TICKS];
    private int count;

    void add(long tickNanos) {
        nanos[count++ % TICKS] = tickNanos;
    }

    /** @param share 0..1; @return microseconds that this share of the ticks stayed below, 0 before the first */
    long micros(double share) {
        int kept = Math.min(count, TICKS);
        if (kept == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, kept);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(kept - 1L, Math.round(share * kept))] / 1_000;
    }
}
