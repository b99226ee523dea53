package io.github.metabgm.core.audio;

/** Where a voice was lowered because its audio did not come in time. */
final class Underrun {
    private long firstFrame;
    private long frames;

    void lowered(long mixFrame, long count) {
        if (frames == 0) {
            firstFrame = mixFrame;
        }
        frames += count;
    }

    boolean isOpen() {
        return frames > 0;
    }

    void tell(Track track, MixerListener listener) {
        listener.underrun(track, firstFrame, frames);
        frames = 0;
    }
}
