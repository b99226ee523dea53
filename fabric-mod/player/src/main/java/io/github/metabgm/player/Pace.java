package io.github.metabgm.player;

import io.github.metabgm.core.audio.MixFormat;
import io.github.metabgm.core.audio.Mixer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How fast the trace goes by. */
@FunctionalInterface
interface Pace {
    long MAX_SPEED = 8;

    /** Waits until the trace may come to {@code ms}. */
    void await(long ms);

    /** As fast as it was recorded, from the first wait on. */
    static Pace wallClock() {
        return new Pace() {
            private long startNanos = Long.MIN_VALUE;

            @Override
            public void await(long ms) {
                long now = System.nanoTime();
                startNanos = startNanos == Long.MIN_VALUE ? now - TimeUnit.MILLISECONDS.toNanos(ms) : startNanos;
                long due = startNanos + TimeUnit.MILLISECONDS.toNanos(ms);
                for (; due - now > 0; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
            }
        };
    }

    /**
     * As fast as the sidecar sends, at most eight times as fast as recorded so that credit stays below the sidecar's
     * limit of messages: no started track may run dry, but none is waited for longer than 2 s.
     */
    static Pace ofSupply(Mixer mixer) {
        int enoughFrames = 100 * MixFormat.FRAMES_PER_MS;
        Pace eightfold = wallClock();
        return ms -> {
            eightfold.await(ms / MAX_SPEED);
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            while (mixer.leastHeldFrames() < enoughFrames && System.nanoTime() - giveUp < 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        };
    }
}
