package io.github.metabgm.core.audio;

import java.util.concurrent.locks.LockSupport;

/** Keeps a {@link MixRing} filled from a {@link Mixer}, on a thread of its own, until closed. */
public final class MixThread implements AutoCloseable {
    /** A quarter of what the ring holds, so that it never runs low between two looks. */
    private static final long NAP_NANOS = 10_000_000;

    private final Mixer mixer;
    private final MixRing ring;
    private final Thread thread;
    private volatile boolean running = true;

    public MixThread(Mixer mixer, MixRing ring) {
        this.mixer = mixer;
        this.ring = ring;
        this.thread = new Thread(this::run, "metabgm-mix");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        float[] scratch = new float[Mixer.BLOCK_FRAMES * MixFormat.CHANNELS];
        while (running) {
            if (ring.fill(mixer, scratch) < Mixer.BLOCK_FRAMES) {
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
    }
}
