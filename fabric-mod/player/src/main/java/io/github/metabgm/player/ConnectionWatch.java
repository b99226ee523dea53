package io.github.metabgm.player;

import io.github.metabgm.core.net.ConnectionState;
import io.github.metabgm.core.net.Setback;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Waits for a session, and counts how often one was lost and came back. */
final class ConnectionWatch {
    /** Nothing but a change by somebody's hand helps against these. */
    private static final Set<Setback.Kind> HOPELESS = EnumSet.of(
            Setback.Kind.UNAUTHORIZED, Setback.Kind.FORBIDDEN, Setback.Kind.VERSION, Setback.Kind.NOT_A_SIDECAR);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int sessions;
    private boolean closed;
    private Setback lastSetback;

    void changed(ConnectionState state) {
        lock.lock();
        try {
            if (state instanceof ConnectionState.Open) {
                sessions++;
            } else if (state instanceof ConnectionState.Retrying retrying) {
                lastSetback = retrying.setback();
            } else if (state instanceof ConnectionState.Closed) {
                closed = true;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the first session.
     *
     * @throws PlayerException with exit code 5 when the sidecar refuses, 4 when it cannot be reached in time
     */
    void awaitSession(long atMostMs) throws PlayerException, InterruptedException {
        lock.lock();
        try {
            long leftNanos = TimeUnit.MILLISECONDS.toNanos(atMostMs);
            while (sessions == 0) {
                if (lastSetback != null && HOPELESS.contains(lastSetback.kind())) {
                    throw new PlayerException(ExitCode.REFUSED, "the sidecar refuses: " + lastSetback.detail());
                }
                if (leftNanos <= 0) {
                    throw new PlayerException(
                            ExitCode.UNREACHABLE,
                            "no sidecar within " + atMostMs + " ms: "
                                    + (lastSetback == null ? "no answer" : lastSetback.detail()));
                }
                leftNanos = changed.awaitNanos(leftNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the goodbye is said, or gives up. */
    void awaitClosed(long atMostMs) throws InterruptedException {
        lock.lock();
        try {
            long leftNanos = TimeUnit.MILLISECONDS.toNanos(atMostMs);
            while (!closed && leftNanos > 0) {
                leftNanos = changed.awaitNanos(leftNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    int reconnects() {
        lock.lock();
        try {
            return Math.max(0, sessions - 1);
        } finally {
            lock.unlock();
        }
    }
}
