package io.github.metabgm.core.audio;

/**
 * A track's audio between network and mixer. One thread writes, one reads. Frames are placed by their offset in
 * the piece: what was already there is passed over, what is missing becomes silence, what finds no room is dropped
 * and leaves a gap; all three are counted and none moves later frames.
 */
final class JitterBuffer {
    private static final int SILENT_FRAMES = 480;
    private static final float[] SILENCE = new float[SILENT_FRAMES * MixFormat.CHANNELS];

    private final FrameRing ring;
    private final JitterCounts counts;
    private long nextOffset;
    private volatile boolean finished;

    JitterBuffer(int capacityFrames, JitterCounts counts) {
        this.ring = new FrameRing(capacityFrames);
        this.counts = counts;
    }

    /**
     * Writer's side.
     *
     * @param offset index in the piece of the first frame of {@code stereo}
     */
    void write(long offset, float[] stereo, int frames) {
        long gap = Math.max(0, offset - nextOffset);
        if (gap > 0) {
            counts.addMissing(gap);
            fillWithSilence(gap);
        }
        int repeated = (int) Math.min(frames, Math.max(0, nextOffset - offset));
        counts.addRepeated(repeated);
        int fresh = frames - repeated;
        boolean reached = offset + repeated == nextOffset;
        int taken = reached ? ring.write(stereo, repeated, fresh) : 0;
        nextOffset += taken;
        counts.addDropped(fresh - taken);
    }

    private void fillWithSilence(long gap) {
        int taken = 1;
        for (long left = gap; left > 0 && taken > 0; left -= taken) {
            taken = ring.write(SILENCE, 0, (int) Math.min(left, SILENT_FRAMES));
            nextOffset += taken;
        }
    }

    /** Writer's side: nothing more will be written. */
    void finish() {
        finished = true;
    }

    /** Whether all that will ever come is in {@link #available}; a reader asks this before that. */
    boolean isFinished() {
        return finished;
    }

    int available() {
        return ring.available();
    }

    /** Reader's side. @return frames given, fewer than asked when the buffer runs dry */
    int read(float[] stereo, int frames) {
        return ring.read(stereo, 0, frames);
    }
}
