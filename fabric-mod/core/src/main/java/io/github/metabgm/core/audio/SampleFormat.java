package io.github.metabgm.core.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How the samples of a track are written; channels are interleaved. */
public enum SampleFormat {
    S16LE("s16le", Short.BYTES) {
        @Override
        float sample(ByteBuffer data, int index) {
            return data.getShort(index * Short.BYTES) / 32_768f;
        }
    },
    F32LE("f32le", Float.BYTES) {
        @Override
        float sample(ByteBuffer data, int index) {
            float sample = data.getFloat(index * Float.BYTES);
            return Float.isFinite(sample) ? sample : 0;
        }
    };

    private final String key;
    private final int bytes;

    SampleFormat(String key, int bytes) {
        this.key = key;
        this.bytes = bytes;
    }

    public String key() {
        return key;
    }

    abstract float sample(ByteBuffer data, int index);

    /** @return whole frames in {@code bytes}, -1 when some bytes would be left over */
    int wholeFrames(int byteCount, int channels) {
        int frameBytes = bytes * channels;
        return byteCount % frameBytes == 0 ? byteCount / frameBytes : -1;
    }

    /**
     * Widens to stereo floats of about -1..1; mono goes to both sides, a sample that is no number becomes silence.
     *
     * @param data whole frames
     * @param channels 1 or 2
     * @param stereo takes two floats a frame
     */
    void decode(byte[] data, int channels, float[] stereo) {
        ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        int frames = wholeFrames(data.length, channels);
        for (int frame = 0; frame < frames; frame++) {
            stereo[2 * frame] = sample(buffer, frame * channels);
            stereo[2 * frame + 1] = sample(buffer, frame * channels + channels - 1);
        }
    }
}
