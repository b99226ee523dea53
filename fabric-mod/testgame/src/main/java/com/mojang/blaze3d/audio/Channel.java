package com.mojang.blaze3d.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.sound.sampled.AudioFormat;
import net.minecraft.client.sounds.AudioStream;
import org.lwjgl.openal.AL10;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One OpenAL source. For the sound thread; destroyed on the game's thread where all sounds are stopped at once.
 * Distance does nothing here: the mod's sound has none.
 */
public class Channel {
    private static final Logger LOG = LoggerFactory.getLogger("Sound engine");
    private static final int QUEUED_BUFFERS = 4;
    private static final int BUFFER_SECONDS = 1;

    private final Library library;
    private final int source = AL10.alGenSources();
    private int bufferBytes;
    private AudioStream stream;
    private boolean destroyed;

    Channel(Library library) {
        this.library = library;
    }

    public void setVolume(float volume) {
        AL10.alSourcef(source, AL10.AL_GAIN, volume);
    }

    public void attachBufferStream(AudioStream newStream) {
        stream = newStream;
        AudioFormat format = newStream.getFormat();
        bufferBytes = (int) (BUFFER_SECONDS * format.getSampleRate()) * format.getFrameSize();
        pumpBuffers(QUEUED_BUFFERS);
    }

    private void pumpBuffers(int count) {
        try {
            for (int i = 0; i < count; i++) {
                ByteBuffer data = stream.read(bufferBytes);
                if (data != null) {
                    int buffer = AL10.alGenBuffers();
                    AL10.alBufferData(
                            buffer, alFormat(), data, (int) stream.getFormat().getSampleRate());
                    AL10.alSourceQueueBuffers(source, buffer);
                }
            }
        } catch (IOException unreadable) {
            LOG.error("Failed to read from audio stream", unreadable);
        }
    }

    private int alFormat() {
        AudioFormat format = stream.getFormat();
        if (format.getSampleSizeInBits() != Short.SIZE || format.getChannels() > 2) {
            throw new IllegalArgumentException("Invalid audio format: " + format);
        }
        return format.getChannels() == 1 ? AL10.AL_FORMAT_MONO16 : AL10.AL_FORMAT_STEREO16;
    }

    /** Replaces what has been played; a source that ran dry is fed too, but does not go on by it. */
    public void updateStream() {
        if (stream != null) {
            pumpBuffers(removeProcessedBuffers());
        }
    }

    private int removeProcessedBuffers() {
        int processed = AL10.alGetSourcei(source, AL10.AL_BUFFERS_PROCESSED);
        for (int i = 0; i < processed; i++) {
            AL10.alDeleteBuffers(AL10.alSourceUnqueueBuffers(source));
        }
        return processed;
    }

    public void play() {
        if (!library.isCurrentDeviceDisconnected()) {
            AL10.alSourcePlay(source);
        }
    }

    public void pause() {
        if (state() == AL10.AL_PLAYING) {
            AL10.alSourcePause(source);
        }
    }

    public void unpause() {
        if (state() == AL10.AL_PAUSED) {
            AL10.alSourcePlay(source);
        }
    }

    public void stop() {
        AL10.alSourceStop(source);
    }

    public boolean stopped() {
        return state() == AL10.AL_STOPPED;
    }

    private int state() {
        return destroyed ? AL10.AL_STOPPED : AL10.alGetSourcei(source, AL10.AL_SOURCE_STATE);
    }

    public void destroy() {
        if (destroyed) {
            return;
        }
        destroyed = true;
        AL10.alSourceStop(source);
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException unclosed) {
                LOG.error("Failed to close audio stream", unclosed);
            }
            removeProcessedBuffers();
            stream = null;
        }
        AL10.alDeleteSources(source);
    }
}
