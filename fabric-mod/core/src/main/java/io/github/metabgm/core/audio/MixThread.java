package io.github.metabgm.core.audio;

import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a {@link MixRing} filled from a {@link Mixer}, on a thread of its own, until closed. While nobody reads the
 * ring the mix goes on in real time, unheard: what was composed for a moment belongs to that moment, and the
 * sidecar's fades and tracks must not pile up until the game's sound comes back.
 */
final class MixThread implements AutoCloseable {
    /** Shorter than any ring, so that none runs low between two looks; a read wakes the thread at once anyway. */
    private static final long NAP_NANOS = 10_000_000;

    private final Mixer mixer;
    private final MixRing ring;
    private final RealTime realTime = new RealTime();
    private final float[] scratch = new float[Mixer.BLOCK_FRAMES * MixFormat.CHANNELS];
    private final Thread thread;
    private volatile boolean running = true;

    MixThread(Mixer mixer, MixRing ring) {
        this.mixer = mixer;
        this.ring = ring;
        this.thread = new Thread(this::run, "metabgm-mix");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** There is room in the ring. */
    void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (running) {
            long nanos = System.nanoTime();
            int mixed = ring.isRead(nanos) ? mixAhead() : mixUnheard(nanos);
            if (mixed < Mixer.BLOCK_FRAMES) {
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }

    private int mixAhead() {
        realTime.stop();
        return ring.fill(mixer, scratch);
    }

    private int mixUnheard(long nanos) {
        int due = realTime.due(nanos, Mixer.BLOCK_FRAMES);
        if (due > 0) {
            mixer.mix(scratch, due);
        }
        return due;
    }

    @Override
    public void close() {
        running = false;
        wake();
    }
}
