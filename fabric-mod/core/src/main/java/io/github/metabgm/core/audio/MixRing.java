package io.github.metabgm.core.audio;

import java.util.Arrays;

/**
 * Mixed frames on their way from the mixing thread to the sound thread, which only copies. Short, as all that is
 * in it is heard later than it was decided.
 */
public final class MixRing {
    private static final int AHEAD_MS = 40;

    private final FrameRing ring = new FrameRing((int) MixFormat.frames(AHEAD_MS));
    private volatile long missedFrames;

    /** The mixing thread's side: mixes as much as there is room for. @return frames mixed */
    int fill(Mixer mixer, float[] scratch) {
        int frames = Math.min(ring.free(), scratch.length / MixFormat.CHANNELS);
        if (frames > 0) {
            mixer.mix(scratch, frames);
            ring.write(scratch, 0, frames);
        }
        return frames;
    }

    /** Frames that are mixed and not yet read. */
    int ahead() {
        return ring.available();
    }

    /**
     * The sound thread's side.
     *
     * @param stereo filled with {@code frames} frames; silence where the mix is late
     */
    public void read(float[] stereo, int frames) {
        int given = ring.read(stereo, 0, frames);
        Arrays.fill(stereo, given * MixFormat.CHANNELS, frames * MixFormat.CHANNELS, 0);
        missedFrames += frames - given;
    }

    /** Frames that the sound thread asked for in vain. */
    public long missedFrames() {
        return missedFrames;
    }
}
