package io.github.metabgm.core.sound;

import io.github.metabgm.core.audio.MixFormat;
import java.util.concurrent.TimeUnit;

/**
 * Tells why the game let go of a stream. The sound thread comes once a tick for what has been played and holds four
 * reads in its queue; if it came so late that the queue must have run out, and let go in the same visit, the stream
 * ran dry. All other ends come between two visits, or on time.
 */
final class DryWatch {
    /** Reads closer together than this belong to one visit: shorter than a tick, longer than a visit. */
    private static final long VISIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** Of the four reads queued, one may have been played to its end when the sound thread came last. */
    private static final int READS_SURELY_HELD = 3;

    private final int[] frames = new int[READS_SURELY_HELD];
    private int reads;
    private long lastReadNanos;
    private long lateNanos;

    /** A new stream begins. */
    void begin(long nanos) {
        reads = 0;
        lastReadNanos = nanos;
        lateNanos = 0;
    }

    void read(long nanos, int count) {
        long gap = nanos - lastReadNanos;
        if (gap > VISIT_NANOS) {
            lateNanos = gap > heldNanos() ? gap : 0;
        }
        lastReadNanos = nanos;
        frames[reads++ % READS_SURELY_HELD] = count;
    }

    private long heldNanos() {
        long held = 0;
        for (int count : frames) {
            held += count;
        }
        return reads < READS_SURELY_HELD
                ? Long.MAX_VALUE
                : TimeUnit.SECONDS.toNanos(held) / MixFormat.RATE;
    }

    /** @return how late the sound thread was when the stream ran dry, in nanoseconds; 0 where it ended otherwise */
    long ended(long nanos) {
        return nanos - lastReadNanos <= VISIT_NANOS ? lateNanos : 0;
    }
}
