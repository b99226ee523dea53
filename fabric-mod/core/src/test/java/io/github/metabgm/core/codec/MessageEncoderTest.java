package io.github.metabgm.core.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.scene.Element;
import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Scene;
import io.github.metabgm.core.scene.SceneReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageEncoderTest {
    static List<Vector> canonical() {
        return Vector.all("to_sidecar").stream().filter(Vector::isCanonical).toList();
    }

    static List<Vector> notCanonical() {
        return Vector.all("to_sidecar").stream()
                .filter(vector -> !vector.isCanonical())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("canonical")
    void writesEveryGoldenFrameByteForByte(Vector vector) {
        assertArrayEquals(vector.frame(), MessageEncoder.encode(ModMessages.of(vector.message())));
    }

    @ParameterizedTest
    @MethodSource("notCanonical")
    void framesThatAreOnlyReadAreReadable(Vector vector) throws Exception {
        Map<String, Object> map = FrameReader.read(vector.frame(), Limits.FRAME_TO_SIDECAR_BYTES);
        assertTrue(map.get("type") instanceof String);
    }

    @Test
    void whatThePackOrPlayerMakesTooLongIsCut() throws Exception {
        Map<String, Object> crowd = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            crowd.put("mob_" + i, 1.0);
        }
        Map<Element, Map<String, Object>> elements = new EnumMap<>(Element.class);
        elements.put(Element.SCENE, Map.of("tags", Collections.nCopies(100, "é".repeat(3_000))));
        elements.put(Element.HOSTILE_ENTITY, crowd);
        Scene scene = new Scene(1, SceneReason.INTERVAL, 50, 1, elements, List.of());
        byte[] frame = MessageEncoder.encode(new ModMessage.SceneReport(scene));
        Map<String, Object> read = FrameReader.read(frame, 1_000_000);
        Map<?, ?> told = (Map<?, ?>) read.get("scene");
        assertEquals(Limits.MAP_ENTRIES, ((Map<?, ?>) told.get("Hostile Entity")).size());
        List<?> tags = (List<?>) ((Map<?, ?>) told.get("Scene")).get("tags");
        assertEquals(Collections.nCopies(Limits.ARRAY_ITEMS, "é".repeat(Limits.STRING_CHARS)), tags);
    }

    @Test
    void aWishIsCutToWhatThePromptTakes() {
        PlayerCommand wish = PlayerCommand.style("🎵".repeat(300));
        assertEquals("🎵".repeat(Limits.STYLE_CHARS), wish.text().orElseThrow());
    }

    @Test
    void argumentsBelongToTheirCommands() {
        assertThrows(IllegalArgumentException.class, () -> PlayerCommand.of(PlayerCommand.Kind.STYLE));
        assertThrows(IllegalArgumentException.class, () -> PlayerCommand.volume(1.5));
        assertThrows(IllegalArgumentException.class, () -> PlayerCommand.volume(Double.NaN));
    }

    @Test
    void aBlowNeedsSomebodyWhoDealsIt() {
        assertTrue(new GameEvent(0, GameEvent.Kind.HURT, "zombie").isBlow());
        assertTrue(!new GameEvent(0, GameEvent.Kind.HURT, "").isBlow());
        assertTrue(!new GameEvent(0, GameEvent.Kind.KILL, "zombie").isBlow());
    }
}
