package com.mojang.blaze3d.audio;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lwjgl.BufferUtils;
import org.lwjgl.openal.AL;
import org.lwjgl.openal.ALC;
import org.lwjgl.openal.ALC10;
import org.lwjgl.openal.SOFTLoopback;
import org.lwjgl.openal.SOFTOutputLimiter;
import org.lwjgl.system.MemoryUtil;

/** The sound device and its sources. Here the device is OpenAL's loopback, so that what it plays can be looked at. */
public class Library {
    public static final int RATE = 48_000;
    private static final int SIDES = 2;
    private static final int CHANNELS = 30;
    /** The game's own reckoning: clamp(sqrt(channels), 2, 8). */
    private static final int STREAMING_CHANNELS = 5;

    /** Which of the sources: the game keeps few for long sounds. */
    public enum Pool {
        STATIC,
        STREAMING
    }

    private final List<Channel> streaming = new ArrayList<>();
    private final List<Channel> fixed = new ArrayList<>();
    private FloatBuffer rendered = BufferUtils.createFloatBuffer(0);
    private long device;
    private long context;
    private volatile boolean disconnected;

    public void init() {
        device = SOFTLoopback.alcLoopbackOpenDeviceSOFT((CharSequence) null);
        context = ALC10.alcCreateContext(
                device,
                BufferUtils.createIntBuffer(9)
                        .put(new int[] {
                            ALC10.ALC_FREQUENCY, RATE,
                            SOFTLoopback.ALC_FORMAT_CHANNELS_SOFT, SOFTLoopback.ALC_STEREO_SOFT,
                            SOFTLoopback.ALC_FORMAT_TYPE_SOFT, SOFTLoopback.ALC_FLOAT_SOFT,
                            // It delays by 48 frames, which would only have to be reckoned with again.
                            SOFTOutputLimiter.ALC_OUTPUT_LIMITER_SOFT, ALC10.ALC_FALSE,
                            0
                        })
                        .flip());
        if (context == MemoryUtil.NULL || !ALC10.alcMakeContextCurrent(context)) {
            throw new IllegalStateException("OpenAL gives no loopback context");
        }
        AL.createCapabilities(ALC.createCapabilities(device));
    }

    /** @return null where all of the pool are in use */
    public synchronized Channel acquireChannel(Pool pool) {
        List<Channel> used = pool == Pool.STREAMING ? streaming : fixed;
        int most = pool == Pool.STREAMING ? STREAMING_CHANNELS : CHANNELS - STREAMING_CHANNELS;
        if (used.size() >= most) {
            return null;
        }
        Channel channel = new Channel(this);
        used.add(channel);
        return channel;
    }

    public synchronized void releaseChannel(Channel channel) {
        if (streaming.remove(channel) || fixed.remove(channel)) {
            channel.destroy();
        }
    }

    public boolean isCurrentDeviceDisconnected() {
        return disconnected;
    }

    /** Pulls the plug: whatever plays stops, as OpenAL does it. */
    public synchronized void disconnect() {
        disconnected = true;
        streaming.forEach(Channel::stop);
        fixed.forEach(Channel::stop);
    }

    /** Takes the next {@code frames} stereo frames out of the device; silence where it is disconnected. */
    public void render(float[] stereo, int frames) {
        if (disconnected) {
            Arrays.fill(stereo, 0, frames * SIDES, 0);
            return;
        }
        if (rendered.capacity() < frames * SIDES) {
            rendered = BufferUtils.createFloatBuffer(frames * SIDES);
        }
        SOFTLoopback.alcRenderSamplesSOFT(device, rendered.clear(), frames);
        rendered.get(0, stereo, 0, frames * SIDES);
    }

    public synchronized void cleanup() {
        streaming.forEach(Channel::destroy);
        fixed.forEach(Channel::destroy);
        streaming.clear();
        fixed.clear();
        ALC10.alcMakeContextCurrent(MemoryUtil.NULL);
        ALC10.alcDestroyContext(context);
        ALC10.alcCloseDevice(device);
    }
}
