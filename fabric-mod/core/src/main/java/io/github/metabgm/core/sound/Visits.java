package io.github.metabgm.core.sound;

import io.github.metabgm.core.audio.MixFormat;
import java.util.concurrent.TimeUnit;

/**
 * Tells why the game let go of a stream. The sound thread comes once a tick for what has been played and keeps four
 * reads in its queue; if it came so late that the queue may have run out, and let go in the same visit, the stream
 * ran dry. All other ends come between two visits, or on time.
 */
final class Visits {
    /** Reads closer together than this belong to one visit: shorter than a tick, longer than a visit. */
    private static final long VISIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int QUEUED_READS = 4;

    private final int[] frames = new int[QUEUED_READS];
    private int reads;
    private int readsOfVisit;
    private long lastReadNanos;
    private long gapNanos;

    /** A new stream begins. */
    void begin(long nanos) {
        reads = 0;
        lastReadNanos = nanos;
        gapNanos = 0;
    }

    /** A read begins. */
    void comes(long nanos) {
        long gap = nanos - lastReadNanos;
        if (gap > VISIT_NANOS) {
            gapNanos = gap;
            readsOfVisit = 0;
        }
        lastReadNanos = nanos;
    }

    /** What the read gave. */
    void took(int count) {
        frames[reads++ % QUEUED_READS] = count;
        readsOfVisit++;
    }

    /** @return how many reads of {@code count} frames this visit may bring, the present one among them; at least 1 */
    int readsDue(int count) {
        long played = 1 + gapNanos / nanosOf(count);
        return (int) Math.max(1, Math.min(QUEUED_READS, played) - readsOfVisit);
    }

    /** Whether all four queued reads were played before this visit. */
    boolean isSurelyDry() {
        return reads >= QUEUED_READS && gapNanos > nanos(0);
    }

    /** The first of the four may have been played just before the last visit. */
    private boolean isMaybeDry() {
        return reads >= QUEUED_READS && gapNanos > nanos(1);
    }

    private long nanos(int without) {
        long held = 0;
        for (int i = without; i < QUEUED_READS; i++) {
            held += frames[(reads + i) % QUEUED_READS];
        }
        return nanosOf(held);
    }

    private static long nanosOf(long count) {
        return TimeUnit.SECONDS.toNanos(count) / MixFormat.RATE;
    }

    /** @return how late the sound thread was when the stream ran dry, in nanoseconds; 0 where it ended otherwise */
    long ended(long nanos) {
        return nanos - lastReadNanos <= VISIT_NANOS && isMaybeDry() ? gapNanos : 0;
    }
}
