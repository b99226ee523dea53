package io.github.metabgm.testgame.play;

import com.sun.management.ThreadMXBean;
import io.github.metabgm.player.LogLine;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import net.fabricmc.fabric.api.client.event.lifecycle.v1.ClientTickEvents;

/** What the mods' work at the end of a tick costs: the time and the bytes between the first listener and the last. */
final class TickCost {
    private static final int MOST_TICKS = 1 << 17;
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] nanos = new long[MOST_TICKS];
    private final long[] bytes = new long[MOST_TICKS];
    private int ticks;
    private long beganNanos;
    private long beganBytes;

    /** To be called before any mod starts. */
    void listenFirst() {
        ClientTickEvents.END_CLIENT_TICK.register(game -> {
            beganBytes = threads.getCurrentThreadAllocatedBytes();
            beganNanos = System.nanoTime();
        });
    }

    /** To be called when all mods have started. */
    void listenLast() {
        ClientTickEvents.END_CLIENT_TICK.register(game -> {
            long now = System.nanoTime();
            if (ticks < MOST_TICKS) {
                nanos[ticks] = now - beganNanos;
                bytes[ticks] = threads.getCurrentThreadAllocatedBytes() - beganBytes;
                ticks++;
            }
        });
    }

    int ticks() {
        return ticks;
    }

    /** Of the ticks from {@code first} on; the figures of none are 0. */
    LogLine line(int first) {
        return LogLine.what("tick_cost")
                .with("ticks", ticks - first)
                .with("median_ns", quantile(nanos, first, MEDIAN))
                .with("p99_ns", quantile(nanos, first, P99))
                .with("max_ns", quantile(nanos, first, 1))
                .with("median_bytes", quantile(bytes, first, MEDIAN))
                .with("p99_bytes", quantile(bytes, first, P99));
    }

    private long quantile(long[] values, int first, double share) {
        long[] sorted = Arrays.copyOfRange(values, first, ticks);
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
