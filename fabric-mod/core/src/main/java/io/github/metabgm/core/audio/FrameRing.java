package io.github.metabgm.core.audio;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Stereo frames on their way from one thread to one other, without locks: the writer owns the write position, the
 * reader the read position, and each publishes its own after touching the samples.
 */
final class FrameRing {
    private final float[] samples;
    private final int capacity;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();

    FrameRing(int capacityFrames) {
        capacity = capacityFrames;
        samples = new float[capacityFrames * MixFormat.CHANNELS];
    }

    int capacity() {
        return capacity;
    }

    /** Frames to read; more may come meanwhile, none go while the reader asks. */
    int available() {
        return (int) (written.get() - read.get());
    }

    /** Room to write; more may come free meanwhile, none goes while the writer asks. */
    int free() {
        return capacity - available();
    }

    /** @return frames taken, fewer than asked when the ring is full */
    int write(float[] stereo, int fromFrame, int frames) {
        int taken = Math.min(frames, free());
        long position = written.get();
        int index = (int) (position % capacity);
        int first = Math.min(taken, capacity - index);
        copy(stereo, fromFrame, samples, index, first);
        copy(stereo, fromFrame + first, samples, 0, taken - first);
        written.set(position + taken);
        return taken;
    }

    /** @return frames given, fewer than asked when the ring runs dry */
    int read(float[] stereo, int toFrame, int frames) {
        int given = Math.min(frames, available());
        long position = read.get();
        int index = (int) (position % capacity);
        int first = Math.min(given, capacity - index);
        copy(samples, index, stereo, toFrame, first);
        copy(samples, 0, stereo, toFrame + first, given - first);
        read.set(position + given);
        return given;
    }

    /** Reader's side: passes over all there is. */
    void skip() {
        read.set(read.get() + available());
    }

    private static void copy(float[] from, int fromFrame, float[] to, int toFrame, int frames) {
        System.arraycopy(from, fromFrame * MixFormat.CHANNELS, to, toFrame * MixFormat.CHANNELS,
                frames * MixFormat.CHANNELS);
    }
}
