package io.github.metabgm.player.output;

import io.github.metabgm.core.audio.LiveMix;
import io.github.metabgm.core.audio.Mixer;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Plays through a sound device: a mixing thread mixes ahead, a sound thread copies, as in the game. */
public final class DeviceOutput implements Output {
    private static final long NAP_NANOS = 5_000_000;
    /** Two of the source's buffers, which may come free at once. */
    private static final int AHEAD_MS = 40;

    private final OpenAlDevice device;
    private final StreamingSource source;
    private final LiveMix mix;
    private final Thread soundThread = new Thread(this::run, "metabgm-sound");
    private volatile boolean running = true;

    /** @param deviceName null for the default device */
    public DeviceOutput(Mixer mixer, String deviceName) throws IOException {
        device = OpenAlDevice.open(deviceName);
        mix = new LiveMix(mixer, AHEAD_MS, AHEAD_MS);
        source = new StreamingSource(mix::read);
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
            mix.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        source.close();
        device.close();
    }
}
