package io.github.metabgm.core.net;

/**
 * Notices that the other side is gone. Needed although TCP tells of an end: java.net.http (17 to 25) now and then
 * misses an end of stream that comes while it hands out a message, and then never closes.
 */
final class Heartbeat {
    /** Between two pings. */
    static final long BEAT_MS = 2_000;
    /** A sidecar's loop only carries bytes: one that answers no ping for so long is not there. */
    private static final int MOST_SILENT_BEATS = 3;

    private int silentBeats;

    /** Something came from the other side. */
    void heard() {
        silentBeats = 0;
    }

    /** @return whether it has been silent for too long */
    boolean beat() {
        silentBeats++;
        return silentBeats > MOST_SILENT_BEATS;
    }
}
