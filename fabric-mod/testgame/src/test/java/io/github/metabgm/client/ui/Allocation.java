package io.github.metabgm.client.ui;

import java.lang.management.ManagementFactory;

/** What a thread allocates. */
final class Allocation {
    private static final int TIMES = 10_000;

    private Allocation() {}

    /** @return bytes that doing it again and again takes, once it has been done as often before */
    static long bytes(Runnable work) {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        repeat(work);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(work);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void repeat(Runnable work) {
        for (int i = 0; i < TIMES; i++) {
            work.run();
        }
    }
}
