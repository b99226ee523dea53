package io.github.metabgm.core.audio;

/** How many frames a clock says are due, in whole milliseconds so that none is lost by rounding. */
final class RealTime {
    private static final long NANOS_PER_MS = 1_000_000;
    /** Later than this it was the machine that slept, and nothing is made up for. */
    private static final long MOST_LATE_MS = 1_000;

    private boolean running;
    private long doneNanos;

    void stop() {
        running = false;
    }

    /** @return frames due since the clock started, which the first call does, or since the last call; at most {@code most} */
    int due(long nanos, int most) {
        long ms = (nanos - doneNanos) / NANOS_PER_MS;
        if (!running || ms > MOST_LATE_MS) {
            running = true;
            doneNanos = nanos;
            return 0;
        }
        long taken = Math.min(ms, most / MixFormat.FRAMES_PER_MS);
        doneNanos += taken * NANOS_PER_MS;
        return (int) taken * MixFormat.FRAMES_PER_MS;
    }
}
