package io.github.metabgm.player.output;

import io.github.metabgm.core.audio.MixFormat;
import java.nio.FloatBuffer;
import org.lwjgl.BufferUtils;
import org.lwjgl.openal.AL10;
import org.lwjgl.openal.EXTFloat32;
import org.lwjgl.openal.SOFTDirectChannels;

/**
 * A source of the current OpenAL context that plays a {@link FrameSource} without end: a few short buffers, filled
 * anew as soon as they are played.
 */
final class StreamingSource implements AutoCloseable {
    static final int BUFFER_FRAMES = 960;
    /** 80 ms: rides out a tick that comes late, and is heard late by no more. */
    private static final int BUFFERS = 4;

    private final FrameSource frames;
    private final float[] stereo = new float[BUFFER_FRAMES * MixFormat.CHANNELS];
    private final FloatBuffer upload = BufferUtils.createFloatBuffer(stereo.length);
    private final int source;
    private final int[] buffers = new int[BUFFERS];

    StreamingSource(FrameSource frames) {
        this.frames = frames;
        source = AL10.alGenSources();
        AL10.alSourcei(source, SOFTDirectChannels.AL_DIRECT_CHANNELS_SOFT, AL10.AL_TRUE);
        AL10.alGenBuffers(buffers);
        for (int buffer : buffers) {
            queue(buffer);
        }
        AL10.alSourcePlay(source);
    }

    /** Fills and queues what has been played; to be called more often than a buffer lasts. */
    void refill() {
        for (int played = AL10.alGetSourcei(source, AL10.AL_BUFFERS_PROCESSED); played > 0; played--) {
            queue(AL10.alSourceUnqueueBuffers(source));
        }
        if (AL10.alGetSourcei(source, AL10.AL_SOURCE_STATE) == AL10.AL_STOPPED) {
            // A source that ran dry does not go on by itself.
            AL10.alSourcePlay(source);
        }
    }

    private void queue(int buffer) {
        frames.read(stereo, BUFFER_FRAMES);
        upload.clear();
        upload.put(stereo).flip();
        AL10.alBufferData(buffer, EXTFloat32.AL_FORMAT_STEREO_FLOAT32, upload, MixFormat.RATE);
        AL10.alSourceQueueBuffers(source, buffer);
    }

    @Override
    public void close() {
        AL10.alSourceStop(source);
        AL10.alDeleteSources(source);
        AL10.alDeleteBuffers(buffers);
    }
}
