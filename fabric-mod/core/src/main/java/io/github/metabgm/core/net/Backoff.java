package io.github.metabgm.core.net;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubling from 0.5 s to 30 s, each with up to 20 % more or less so that
 * clients do not come in step; five minutes where only an update helps. Knows no clock.
 */
public final class Backoff {
    private static final long FIRST_MS = 500;
    private static final long LONGEST_MS = 30_000;
    private static final double JITTER = 0.2;
    private static final long UPDATE_NEEDED_MS = 300_000;

    private final RandomGenerator random;
    private long nextMs = FIRST_MS;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** @return milliseconds to wait after this setback */
    public long delayAfter(Setback.Kind setback) {
        if (setback == Setback.Kind.VERSION) {
            return UPDATE_NEEDED_MS;
        }
        double jitter = 1 + JITTER * (2 * random.nextDouble() - 1);
        long delay = Math.round(nextMs * jitter);
        nextMs = Math.min(2 * nextMs, LONGEST_MS);
        return delay;
    }

    /** A session opened: the next setback is a first one again. */
    public void sessionOpened() {
        nextMs = FIRST_MS;
    }
}
