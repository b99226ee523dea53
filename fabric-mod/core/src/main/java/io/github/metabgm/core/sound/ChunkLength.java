package io.github.metabgm.core.sound;

import io.github.metabgm.core.audio.MixFormat;

/**
 * How much the sound engine gets at a time. It queues four chunks, so a short chunk is heard soon and a long one
 * survives a game that stutters: grows with each gap that was heard, and shrinks when there was none for long.
 */
final class ChunkLength {
    /** 0.32 s queued: four ticks may fail to come, and an event is still heard within 0.7 s. */
    static final int LEAST_MS = 80;
    /** 2 s queued; a game that stands still for longer than that has more to say than late music. */
    static final int MOST_MS = 500;

    private static final double GROWTH = 1.5;
    /** Gaps closer together than this have one cause. */
    private static final long ONE_CAUSE_MS = 2_000;
    private static final long QUIET_MS = 600_000;

    private int ms = LEAST_MS;
    private long gapsSeen;
    private long changedAtMs;

    int ms() {
        return ms;
    }

    int frames() {
        return ms * MixFormat.FRAMES_PER_MS;
    }

    /**
     * @param gaps counted so far
     * @param timeMs any clock that does not stand still
     * @return whether the length is another now
     */
    boolean tick(long gaps, long timeMs) {
        int before = ms;
        boolean fresh = gaps > gapsSeen;
        gapsSeen = gaps;
        if (fresh && (ms == LEAST_MS || timeMs - changedAtMs > ONE_CAUSE_MS)) {
            ms = Math.min(MOST_MS, (int) (ms * GROWTH));
            changedAtMs = timeMs;
        } else if (ms > LEAST_MS && timeMs - changedAtMs > QUIET_MS) {
            ms = Math.max(LEAST_MS, (int) (ms / GROWTH));
            changedAtMs = timeMs;
        }
        return ms != before;
    }
}
