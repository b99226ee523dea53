package io.github.metabgm.core.audio;

/** Where a voice was lowered because its audio did not come in time. */
final class Underrun {
    private long firstFrame;
    private long frames;

    /**
     * Notes what of a block had to be lowered.
     *
     * @param held frames to play at the block's beginning, with more to come
     * @param wanted frames of the block
     */
    void note(long mixFrame, int held, int wanted) {
        int safe = Math.max(0, Math.min(wanted, held - Guard.STARVING_FRAMES + 1));
        if (safe < wanted) {
            firstFrame = frames == 0 ? mixFrame + safe : firstFrame;
            frames += wanted - safe;
        }
    }

    void tell(Track track, MixerListener listener) {
        if (frames > 0) {
            listener.underrun(track, firstFrame, frames);
            frames = 0;
        }
    }
}
