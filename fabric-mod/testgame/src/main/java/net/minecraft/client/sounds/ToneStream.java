package net.minecraft.client.sounds;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import org.lwjgl.BufferUtils;

/** A sine, of a pitch that its name decides, in mono as most of the game's files are not. */
public final class ToneStream implements AudioStream {
    private static final int RATE = 44_100;
    private static final double LEVEL = 0.25;

    private final double radiansPerSample;
    private final int samples;
    private int at;

    public ToneStream(String name, double seconds) {
        radiansPerSample = 2 * Math.PI * frequency(name) / RATE;
        samples = (int) (seconds * RATE);
    }

    /** In Hz, 220 to 440. */
    public static double frequency(String name) {
        return 220 + Math.floorMod(name.hashCode(), 221);
    }

    @Override
    public AudioFormat getFormat() {
        return new AudioFormat(RATE, Short.SIZE, 1, true, false);
    }

    /** @return null at the end */
    @Override
    public ByteBuffer read(int expectedSize) {
        int count = Math.min(expectedSize / Short.BYTES, samples - at);
        if (count == 0) {
            return null;
        }
        ByteBuffer data = BufferUtils.createByteBuffer(count * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++, at++) {
            data.putShort((short) (Short.MAX_VALUE * LEVEL * Math.sin(at * radiansPerSample)));
        }
        return data.flip();
    }

    @Override
    public void close() {
        at = samples;
    }
}
