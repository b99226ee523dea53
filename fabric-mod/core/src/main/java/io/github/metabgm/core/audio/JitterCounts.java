package io.github.metabgm.core.audio;

/** What all buffers of a mixer did with frames that did not come as they should. Written by one thread. */
final class JitterCounts {
    private volatile long missing;
    private volatile long repeated;
    private volatile long dropped;

    void addMissing(long frames) {
        missing += frames;
    }

    void addRepeated(long frames) {
        repeated += frames;
    }

    void addDropped(long frames) {
        dropped += frames;
    }

    long missing() {
        return missing;
    }

    long repeated() {
        return repeated;
    }

    long dropped() {
        return dropped;
    }
}
