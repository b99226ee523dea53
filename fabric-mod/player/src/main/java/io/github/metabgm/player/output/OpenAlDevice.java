package io.github.metabgm.player.output;

import java.io.IOException;
import java.nio.IntBuffer;
import org.lwjgl.openal.AL;
import org.lwjgl.openal.ALC;
import org.lwjgl.openal.ALC10;
import org.lwjgl.openal.ALCCapabilities;
import org.lwjgl.system.MemoryUtil;

/** An OpenAL device with one context, current for all threads while open. */
final class OpenAlDevice implements AutoCloseable {
    private final long device;
    private final long context;

    /**
     * Takes over an open device.
     *
     * @param attributes of the context, ending with 0; null for the device's own
     */
    OpenAlDevice(long device, IntBuffer attributes) throws IOException {
        this.device = device;
        ALCCapabilities capabilities = ALC.createCapabilities(device);
        context = ALC10.alcCreateContext(device, attributes);
        if (context == MemoryUtil.NULL || !ALC10.alcMakeContextCurrent(context)) {
            ALC10.alcCloseDevice(device);
            throw new IOException("the sound device gives no context");
        }
        if (!AL.createCapabilities(capabilities).AL_EXT_FLOAT32) {
            close();
            throw new IOException("the sound device takes no float samples");
        }
    }

    /** @param name null for the default device */
    static OpenAlDevice open(String name) throws IOException {
        long device = ALC10.alcOpenDevice(name);
        if (device == MemoryUtil.NULL) {
            throw new IOException("no sound device " + (name == null ? "at all" : name));
        }
        return new OpenAlDevice(device, null);
    }

    /** Whether calls of this process go to this device. */
    boolean isCurrent() {
        return ALC10.alcGetCurrentContext() == context;
    }

    @Override
    public void close() {
        ALC10.alcMakeContextCurrent(MemoryUtil.NULL);
        ALC10.alcDestroyContext(context);
        ALC10.alcCloseDevice(device);
    }
}
