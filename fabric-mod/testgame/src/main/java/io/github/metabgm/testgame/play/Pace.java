package io.github.metabgm.testgame.play;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Keeps the trace to the wall clock. */
final class Pace {
    private final double speed;
    private final long startNanos = System.nanoTime();

    /** @param speed how many times as fast as recorded */
    Pace(double speed) {
        this.speed = speed;
    }

    /** Waits until the trace may come to {@code ms}. */
    void await(long ms) {
        long due = startNanos + Math.round(TimeUnit.MILLISECONDS.toNanos(ms) / speed);
        for (long now = System.nanoTime(); due - now > 0; now = System.nanoTime()) {
            LockSupport.parkNanos(due - now);
        }
    }
}
