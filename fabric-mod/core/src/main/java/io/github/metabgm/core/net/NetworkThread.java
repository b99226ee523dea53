package io.github.metabgm.core.net;

import java.util.concurrent.Executor;

/** The one thread on which all of a client's network work happens, one task after another. */
public interface NetworkThread extends Executor, AutoCloseable {
    /**
     * Runs a task later.
     *
     * @return cancels it when run before then
     */
    Runnable schedule(Runnable task, long delayMs);

    @Override
    void close();
}
