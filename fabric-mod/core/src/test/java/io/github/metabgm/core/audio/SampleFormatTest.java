package io.github.metabgm.core.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SampleFormatTest {
    private static float[] decode(SampleFormat format, int channels, int... bytes) {
        byte[] data = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            data[i] = (byte) bytes[i];
        }
        float[] stereo = new float[2 * format.wholeFrames(data.length, channels)];
        format.decode(data, channels, stereo);
        return stereo;
    }

    @Test
    void sixteenBits() {
        assertArrayEquals(new float[] {-1, 0.5f}, decode(SampleFormat.S16LE, 2, 0x00, 0x80, 0x00, 0x40));
        assertArrayEquals(new float[] {0.5f, 0.5f}, decode(SampleFormat.S16LE, 1, 0x00, 0x40));
    }

    @Test
    void floats() {
        assertArrayEquals(new float[] {1, -2}, decode(SampleFormat.F32LE, 2, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0));
    }

    @Test
    void whatIsNoNumberIsSilence() {
        int[] nanAndInfinity = {0, 0, 0xc0, 0x7f, 0, 0, 0x80, 0x7f};
        assertArrayEquals(new float[] {0, 0}, decode(SampleFormat.F32LE, 2, nanAndInfinity));
    }

    @Test
    void aCutFrameIsNoFrame() {
        assertEquals(-1, SampleFormat.S16LE.wholeFrames(6, 2));
        assertEquals(3, SampleFormat.S16LE.wholeFrames(6, 1));
        assertEquals(-1, SampleFormat.F32LE.wholeFrames(12, 2));
    }
}
