package io.github.metabgm.client.ui;

import java.lang.management.ManagementFactory;

/** What a thread allocates. */
final class Allocation {
    private static final int TIMES = 10_000;
    /** Now and then the machine itself allocates a little on a thread, such as when it compiles anew. */
    private static final int ROUNDS = 5;

    private Allocation() {}

    /** @return the least bytes that doing it 10,000 times takes, once it has been done as often before */
    static long bytes(Runnable work) {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        repeat(work);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            repeat(work);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static void repeat(Runnable work) {
        for (int i = 0; i < TIMES; i++) {
            work.run();
        }
    }
}
