package net.minecraft.client.sounds;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.sound.sampled.AudioFormat;

/** Samples on their way to a channel; read on the sound thread. */
public interface AudioStream extends Closeable {
    AudioFormat getFormat();

    ByteBuffer read(int expectedSize) throws IOException;
}
