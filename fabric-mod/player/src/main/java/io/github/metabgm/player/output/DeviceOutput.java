package io.github.metabgm.player.output;

import io.github.metabgm.core.audio.MixRing;
import io.github.metabgm.core.audio.MixThread;
import io.github.metabgm.core.audio.Mixer;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Plays through a sound device: a mixing thread mixes ahead, a sound thread copies, as in the game. */
public final class DeviceOutput implements Output {
    private static final long NAP_NANOS = 5_000_000;

    private final OpenAlDevice device;
    private final StreamingSource source;
    private final MixThread mixThread;
    private final Thread soundThread = new Thread(this::run, "metabgm-sound");
    private volatile boolean running = true;

    /** @param deviceName null for the default device */
    public DeviceOutput(Mixer mixer, String deviceName) throws IOException {
        device = OpenAlDevice.open(deviceName);
        MixRing ring = new MixRing();
        mixThread = new MixThread(mixer, ring);
        mixThread.start();
        source = new StreamingSource(ring::read);
        soundThread.setDaemon(true);
        soundThread.start();
    }

    private void run() {
        while (running) {
            source.refill();
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    @Override
    public void advance(int frames) {
        // The device's own clock asks for frames.
    }

    @Override
    public void close() throws IOException {
        running = false;
        try {
            soundThread.join();
            mixThread.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        source.close();
        device.close();
    }
}
