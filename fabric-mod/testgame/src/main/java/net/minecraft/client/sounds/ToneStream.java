package net.minecraft.client.sounds;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import org.lwjgl.BufferUtils;

/** A sine, of a pitch that its name decides. */
public final class ToneStream implements AudioStream {
    private static final int RATE = 44_100;
    private static final int CHANNELS = 2;
    private static final int FRAME_BYTES = CHANNELS * Short.BYTES;
    private static final double LEVEL = 0.25;

    private final double radiansPerFrame;
    private final int frames;
    private int at;

    public ToneStream(String name, double seconds) {
        radiansPerFrame = 2 * Math.PI * frequency(name) / RATE;
        frames = (int) (seconds * RATE);
    }

    /** In Hz, 220 to 440. */
    public static double frequency(String name) {
        return 220 + Math.floorMod(name.hashCode(), 221);
    }

    @Override
    public AudioFormat getFormat() {
        return new AudioFormat(RATE, Short.SIZE, CHANNELS, true, false);
    }

    /** @return null at the end */
    @Override
    public ByteBuffer read(int expectedSize) {
        int count = Math.min(expectedSize / FRAME_BYTES, frames - at);
        if (count == 0) {
            return null;
        }
        ByteBuffer data = BufferUtils.createByteBuffer(count * FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++, at++) {
            short sample = (short) (Short.MAX_VALUE * LEVEL * Math.sin(at * radiansPerFrame));
            data.putShort(sample).putShort(sample);
        }
        return data.flip();
    }

    @Override
    public void close() {
        at = frames;
    }
}
