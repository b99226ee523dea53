package io.github.metabgm.core.audio;

/** The mixing thread's side of a track's buffer: how much there is, and what room comes free by playing it. */
final class Supply {
    /** Held before a track starts: rides out the jitter of a sidecar that composes while it sends. */
    static final int START_FRAMES = 120 * MixFormat.FRAMES_PER_MS;
    /** Credit is given in parts of at most this: few messages, and the sidecar never runs short. */
    private static final int MAX_CREDIT_FRAMES = 250 * MixFormat.FRAMES_PER_MS;
    /** The least part of the buffer that counts as room: a small buffer must not wait until it is empty. */
    private static final int CREDITS_PER_BUFFER = 4;

    private final JitterBuffer buffer;
    private final int creditFrames;
    private int unpaidFrames;

    Supply(JitterBuffer buffer, int bufferFrames) {
        this.buffer = buffer;
        this.creditFrames = Math.min(MAX_CREDIT_FRAMES, bufferFrames / CREDITS_PER_BUFFER);
    }

    /** Whether nothing will be added to {@link #held}; to be asked before that. */
    boolean isFinished() {
        return buffer.isFinished();
    }

    int held() {
        return buffer.available();
    }

    /** Whether a track can start, or go on after it ran dry. */
    boolean isEnough() {
        boolean finished = isFinished();
        int held = held();
        return held >= START_FRAMES || finished && held > 0;
    }

    boolean isExhausted() {
        return isFinished() && held() == 0;
    }

    int read(float[] stereo, int frames) {
        int given = buffer.read(stereo, frames);
        unpaidFrames += given;
        return given;
    }

    /** A finished track gets no more credit: its sidecar would not know what for. */
    void giveCredit(Track track, CreditSink sink) {
        if (unpaidFrames >= creditFrames && !isFinished()) {
            sink.roomCameFree(track, unpaidFrames);
            unpaidFrames = 0;
        }
    }
}
