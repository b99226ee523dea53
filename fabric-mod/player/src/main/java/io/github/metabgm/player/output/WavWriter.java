package io.github.metabgm.player.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes 48 kHz stereo s16 WAV, rounded to the nearest step; the header is right once closed. */
public final class WavWriter implements AutoCloseable {
    private static final int RATE = 48_000;
    private static final int CHANNELS = 2;
    private static final int FRAME_BYTES = CHANNELS * Short.BYTES;
    private static final int HEADER_BYTES = 44;
    private static final int BEFORE_RIFF_SIZE_BYTES = 8;
    private static final int FORMAT_BYTES = 16;
    private static final short PCM = 1;
    private static final int FULL_SCALE = 32_768;
    /** Sizes are unsigned 32-bit numbers: some six hours. */
    private static final long MOST_FRAMES = (0xFFFF_FFFFL - HEADER_BYTES) / FRAME_BYTES;

    private final FileChannel file;
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private long frames;

    /** Makes the folder where it is missing; writes over a file of that name. */
    public WavWriter(Path path) throws IOException {
        if (path.toAbsolutePath().getParent() != null) {
            Files.createDirectories(path.toAbsolutePath().getParent());
        }
        file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        file.write(header());
    }

    /** @param stereo interleaved, -1..1 */
    public void write(float[] stereo, int count) throws IOException {
        if (frames + count > MOST_FRAMES) {
            throw new IOException("a WAV file holds at most " + MOST_FRAMES + " frames");
        }
        if (bytes.capacity() < count * FRAME_BYTES) {
            bytes = ByteBuffer.allocate(count * FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        }
        bytes.clear();
        for (int i = 0; i < count * CHANNELS; i++) {
            int rounded = Math.round(stereo[i] * FULL_SCALE);
            bytes.putShort((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded)));
        }
        bytes.flip();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        frames += count;
    }

    private ByteBuffer header() {
        int dataBytes = (int) (frames * FRAME_BYTES);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        tag(header, "RIFF").putInt(dataBytes + HEADER_BYTES - BEFORE_RIFF_SIZE_BYTES);
        tag(header, "WAVE");
        tag(header, "fmt ").putInt(FORMAT_BYTES).putShort(PCM).putShort((short) CHANNELS);
        header.putInt(RATE).putInt(RATE * FRAME_BYTES).putShort((short) FRAME_BYTES).putShort((short) Short.SIZE);
        return tag(header, "data").putInt(dataBytes).flip();
    }

    private static ByteBuffer tag(ByteBuffer header, String tag) {
        return header.put(tag.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        file.position(0);
        file.write(header());
        file.close();
    }
}
