package io.github.metabgm.core.sound;

import io.github.metabgm.core.audio.MixFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes the mix as the sound engine wants it: 16 bit, stereo, little endian, in direct memory. The engine copies
 * what a read gives before it asks for more, so the buffers are used in turn, four for one in case a mod between
 * keeps some.
 */
final class SampleBytes {
    static final int FRAME_BYTES = Short.BYTES * MixFormat.CHANNELS;

    private static final int BUFFERS = 4;
    private static final int SILENT_FRAMES = 20 * MixFormat.FRAMES_PER_MS;
    private static final ByteBuffer SILENCE = direct(SILENT_FRAMES);

    private final ByteBuffer[] buffers = new ByteBuffer[BUFFERS];
    private int next;

    SampleBytes(int mostFrames) {
        for (int i = 0; i < BUFFERS; i++) {
            buffers[i] = direct(mostFrames);
        }
    }

    private static ByteBuffer direct(int frames) {
        return ByteBuffer.allocateDirect(frames * FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ByteBuffer silence() {
        return SILENCE.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    ByteBuffer of(float[] stereo, int frames) {
        ByteBuffer data = buffers[next].clear();
        next = (next + 1) % BUFFERS;
        int samples = frames * MixFormat.CHANNELS;
        for (int i = 0; i < samples; i++) {
            int value = Math.round(stereo[i] * -(float) Short.MIN_VALUE);
            data.putShort(i * Short.BYTES, (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value)));
        }
        return data.limit(samples * Short.BYTES);
    }
}
