package io.github.metabgm.client.sampling;

/** Which bosses were seen lately. */
final class SeenBosses {
    private static final long GONE_AFTER_MS = 60_000;
    /** A monument has three guardians; more at once is a game of its own, where some may be told twice. */
    private static final int REMEMBERED = 16;

    private final int[] ids = new int[REMEMBERED];
    private final long[] lastSeenMs = new long[REMEMBERED];
    private int known;

    /** Takes note of one. @return whether it was not there within the last minute */
    boolean isNew(int id, long timeMs) {
        int at = slotOf(id);
        boolean fresh = at == known || ids[at] != id || timeMs - lastSeenMs[at] >= GONE_AFTER_MS;
        known = Math.max(known, at + 1);
        ids[at] = id;
        lastSeenMs[at] = timeMs;
        return fresh;
    }

    /** Its own, else a free one, else that of the boss that was seen least lately. */
    private int slotOf(int id) {
        int oldest = 0;
        for (int i = 0; i < known; i++) {
            if (ids[i] == id) {
                return i;
            }
            oldest = lastSeenMs[i] < lastSeenMs[oldest] ? i : oldest;
        }
        return known < REMEMBERED ? known : oldest;
    }
}
