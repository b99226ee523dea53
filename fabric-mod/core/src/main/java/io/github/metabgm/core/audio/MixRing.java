package io.github.metabgm.core.audio;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Mixed frames on their way from the mixing thread to the sound thread, which only copies. Short, as all that is
 * in it is heard later than it was decided.
 */
final class MixRing {
    /** A sound thread that has read nothing for this long is taken for gone; a game's short freeze is not. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final FrameRing ring;
    private volatile int aheadFrames;
    private volatile long lastReadNanos;
    private volatile long missedFrames;

    /** @param nanos now; the sound thread is expected from now on */
    MixRing(int mostAheadMs, long nanos) {
        ring = new FrameRing((int) MixFormat.frames(mostAheadMs));
        aheadFrames = ring.capacity();
        lastReadNanos = nanos;
    }

    /** @param frames to hold from now on, at most as many as it was made for */
    void holdAhead(int frames) {
        aheadFrames = Math.min(frames, ring.capacity());
    }

    /** The mixing thread's side: mixes as much as there is room for. @return frames mixed */
    int fill(Mixer mixer, float[] scratch) {
        int room = aheadFrames - ring.available();
        int frames = Math.min(room, scratch.length / MixFormat.CHANNELS);
        if (frames <= 0) {
            return 0;
        }
        mixer.mix(scratch, frames);
        ring.write(scratch, 0, frames);
        return frames;
    }

    /** Frames that are mixed and not yet read. */
    int ahead() {
        return ring.available();
    }

    /** Whether somebody reads; else the mixing thread leaves the ring alone. */
    boolean isRead(long nanos) {
        return nanos - lastReadNanos <= PATIENCE_NANOS;
    }

    /** The sound thread's side: it is there. If it had gone, what was mixed for it then is passed over. */
    void attend(long nanos) {
        if (!isRead(nanos)) {
            ring.skip();
        }
        lastReadNanos = nanos;
    }

    /** The sound thread's side. @return frames given, fewer than asked where the mix is late */
    int take(float[] stereo, int frames, long nanos) {
        attend(nanos);
        return ring.read(stereo, 0, frames);
    }

    /** As {@link #take}, with counted silence where the mix is late. */
    void read(float[] stereo, int frames, long nanos) {
        int given = take(stereo, frames, nanos);
        Arrays.fill(stereo, given * MixFormat.CHANNELS, frames * MixFormat.CHANNELS, 0);
        missedFrames += frames - given;
    }

    /** Frames that {@link #read} made up. */
    long missedFrames() {
        return missedFrames;
    }
}
