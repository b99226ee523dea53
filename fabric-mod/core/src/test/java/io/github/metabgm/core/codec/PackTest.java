package io.github.metabgm.core.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Our msgpack against a library's. */
class PackTest {
    private static final int[] SIZES = {0, 1, 15, 16, 31, 32, 255, 256, 4_096};
    private static final int ANY_LENGTH = 1 << 20;

    private static long[] numbers() {
        LongStream edges = IntStream.range(0, Long.SIZE)
                .mapToLong(bit -> 1L << bit)
                .flatMap(edge -> LongStream.of(edge - 1, edge, edge + 1, -edge - 1, -edge, -edge + 1));
        return LongStream.concat(edges, new SplittableRandom(5).longs(200)).toArray();
    }

    @Test
    void integers() throws IOException, FrameException {
        for (long value : numbers()) {
            MessageBufferPacker theirs = MessagePack.newDefaultBufferPacker();
            theirs.packMapHeader(1).packString("n").packLong(value);
            byte[] ours = new PackWriter().map(1).text("n").integer(value).written();
            assertArrayEquals(theirs.toByteArray(), ours);
            assertEquals(Map.of("n", value), FrameReader.read(ours, ANY_LENGTH));
        }
    }

    @Test
    void texts() throws IOException, FrameException {
        for (int size : SIZES) {
            String text = "é€𝄞a".repeat(size / 10) + "x".repeat(size % 10);
            MessageBufferPacker theirs = MessagePack.newDefaultBufferPacker();
            theirs.packMapHeader(1).packString("t").packString(text);
            byte[] ours = new PackWriter().map(1).text("t").text(text).written();
            assertArrayEquals(theirs.toByteArray(), ours);
            assertEquals(Map.of("t", text), FrameReader.read(ours, ANY_LENGTH));
        }
    }

    @Test
    void collections() throws IOException, FrameException {
        for (int size : Arrays.stream(SIZES).filter(size -> size <= Limits.MAP_ENTRIES).toArray()) {
            MessageBufferPacker theirs = MessagePack.newDefaultBufferPacker();
            theirs.packMapHeader(size);
            PackWriter ours = new PackWriter().map(size);
            Map<String, Object> read = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                theirs.packString("k" + i).packArrayHeader(i % 20);
                ours.text("k" + i).array(i % 20);
                Double[] items = new Double[i % 20];
                Arrays.fill(items, i / 7.0);
                for (double item : items) {
                    theirs.packDouble(item);
                    ours.real(item);
                }
                read.put("k" + i, List.of(items));
            }
            assertArrayEquals(theirs.toByteArray(), ours.written());
            assertEquals(read, FrameReader.read(ours.written(), ANY_LENGTH));
        }
    }

    @Test
    void whatOnlyTheSidecarWrites() throws IOException, FrameException {
        BigInteger large = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.TEN);
        byte[] data = new byte[70_000];
        MessageBufferPacker theirs = MessagePack.newDefaultBufferPacker();
        theirs.packMapHeader(7).packString("nil").packNil().packString("yes").packBoolean(true);
        theirs.packString("no").packBoolean(false).packString("real").packFloat(0.5f);
        theirs.packString("large").packBigInteger(large);
        for (int length : new int[] {200, data.length}) {
            theirs.packString("data" + length).packBinaryHeader(length).writePayload(data, 0, length);
        }
        Map<String, Object> read = FrameReader.read(theirs.toByteArray(), ANY_LENGTH);
        assertEquals(List.of("nil", "yes", "no", "real", "large", "data200", "data70000"), List.copyOf(read.keySet()));
        assertEquals(
                Arrays.asList(null, true, false, 0.5, large),
                read.values().stream().limit(5).toList());
        assertArrayEquals(data, (byte[]) read.get("data70000"));
    }

    static Stream<byte[]> frames() {
        return Stream.of("to_mod", "to_sidecar").flatMap(way -> Vector.all(way).stream()).map(Vector::frame);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameThatIsCutIsMalformedWhereverItIs(byte[] frame) {
        for (int length = 0; length < frame.length; length++) {
            byte[] cut = Arrays.copyOf(frame, length);
            FrameException fault = assertThrows(FrameException.class, () -> FrameReader.read(cut, ANY_LENGTH));
            assertEquals(CloseCode.MALFORMED, fault.closeCode());
        }
    }

    @Test
    void anyBytesAreReadOrRefusedAndNothingElse() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(1, 64)];
            random.nextBytes(bytes);
            bytes[0] = (byte) (0x80 | random.nextInt(16));
            try {
                FrameReader.read(bytes, ANY_LENGTH);
            } catch (FrameException refused) {
                assertEquals(CloseCode.MALFORMED, refused.closeCode());
            }
        }
    }
}
