package io.github.metabgm.core.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDecoderTest {
    static List<Vector> golden() {
        return Vector.all("to_mod");
    }

    static List<Vector> malformed() {
        return Vector.all("malformed").stream()
                .filter(vector -> !vector.description().get("direction").getAsString().equals("to_sidecar"))
                .toList();
    }

    static List<Vector> malformedForTheSidecar() {
        return Vector.all("malformed").stream()
                .filter(vector -> vector.description().get("direction").getAsString().equals("to_sidecar"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void readsEveryGoldenFrame(Vector vector) throws Exception {
        var message = MessageDecoder.decode(vector.frame());
        assertEquals(vector.isIgnored(), message.isEmpty());
        if (message.isPresent()) {
            Map<String, Object> told = new LinkedHashMap<>(Told.map(message.get()));
            Map<Object, Object> expected = new LinkedHashMap<>(vector.message());
            if (expected.get("data") instanceof byte[] audio) {
                assertArrayEquals(audio, (byte[]) told.remove("data"));
                expected.remove("data");
            }
            assertEquals(floatsOnly(expected), floatsOnly(told));
        }
    }

    /** A provenance record is kept as it came: an integer where a float is due stays one. */
    private static Object floatsOnly(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> same = new LinkedHashMap<>();
            map.forEach((key, inner) -> same.put(key, floatsOnly(inner)));
            return same;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(MessageDecoderTest::floatsOnly).toList();
        }
        return value instanceof Long number ? (Object) number.doubleValue() : value;
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesEveryMalformedFrameAsItSays(Vector vector) {
        JsonObject description = vector.description();
        if (description.has("close")) {
            FrameException fault =
                    assertThrows(FrameException.class, () -> MessageDecoder.decode(vector.frame()));
            assertEquals(description.get("close").getAsInt(), fault.closeCode());
        } else {
            JsonObject error = description.get("error").getAsJsonObject();
            FieldException fault =
                    assertThrows(FieldException.class, () -> MessageDecoder.decode(vector.frame()));
            assertEquals(error.get("code").getAsString(), fault.code());
            assertEquals(error.get("path").getAsString(), fault.path());
            assertEquals(error.get("value").getAsString(), fault.value());
            assertEquals(error.get("expected").getAsString(), fault.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("malformedForTheSidecar")
    void whatOnlyTheSidecarMustRefuseIsIgnoredHere(Vector vector) throws Exception {
        Map<String, Object> map = FrameReader.read(vector.frame(), Limits.FRAME_TO_SIDECAR_BYTES);
        if (map.get("type") instanceof String) {
            assertTrue(MessageDecoder.decode(vector.frame()).isEmpty());
        } else {
            assertThrows(FieldException.class, () -> MessageDecoder.decode(vector.frame()));
        }
    }

    @Test
    void aFrameAboveTheLimitClosesWithItsOwnCode() {
        byte[] frame = new byte[Limits.FRAME_TO_MOD_BYTES + 1];
        assertEquals(
                CloseCode.FRAME_TOO_LARGE,
                assertThrows(FrameException.class, () -> MessageDecoder.decode(frame)).closeCode());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noBytesWhateverDoMoreThanBeRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Vector> golden = golden();
        for (int round = 0; round < 500; round++) {
            byte[] frame = golden.get(random.nextInt(golden.size())).frame().clone();
            frame = Arrays.copyOf(frame, random.nextInt(frame.length + 1));
            for (int i = 0; i < 3 && frame.length > 0; i++) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt();
            }
            decodeOrRefuse(frame);
        }
    }

    private static void decodeOrRefuse(byte[] frame) {
        try {
            MessageDecoder.decode(frame);
        } catch (FrameException | FieldException refused) {
            assertTrue(!refused.getMessage().isEmpty());
        }
    }
}
