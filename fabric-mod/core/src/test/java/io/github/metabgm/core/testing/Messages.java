package io.github.metabgm.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.value.Value;

/** The sidecar's messages as plain maps, and frames to and from them by other code than the mod's. */
public final class Messages {
    private Messages() {}

    public static Map<String, Object> hello() {
        return map("type", "hello", "protocol", 1, "sidecar", "0.0.0-test", "limits", Map.of("depth", 8));
    }

    public static Map<String, Object> ready(String session) {
        Map<String, Object> step = map("music", "composer", "texts", "template", "reason", "a script, no model");
        return map("type", "ready", "session", session, "engine", "composer", "describer", "template",
                "step", step, "loading", List.of());
    }

    public static Map<String, Object> track(long id, String role, String format, long causedAtMs) {
        return map("type", "track", "track", id, "role", role, "rate", 48_000, "channels", 2, "format", format,
                "gain", 1.0, "title", "Piece " + id,
                "provenance", map("narrative", "n", "description", "d", "describer", "template", "engine", "composer",
                        "seed", 7),
                "transition", map("fade_in_ms", 500, "fade_out_ms", 500, "curve", "equal_power", "duck_db", 0.0),
                "cause", map("kind", "scene", "time_ms", causedAtMs, "held_ms", 0, "prepared", true));
    }

    public static Map<String, Object> pcm(long id, long offset, byte[] data) {
        return map("type", "pcm", "track", id, "offset", offset, "data", data);
    }

    public static Map<String, Object> end(long id, long frames) {
        return map("type", "end", "track", id, "frames", frames, "reason", "finished");
    }

    public static Map<String, Object> fade(long id, double gain, int ms, boolean stop) {
        return map("type", "fade", "track", id, "gain", gain, "ms", ms, "stop", stop);
    }

    /** @param keysAndValues in turn, kept in order */
    public static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    public static byte[] frame(Map<String, Object> message) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            pack(packer, message);
            return packer.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void pack(MessageBufferPacker packer, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            packer.packMapHeader(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                pack(packer, entry.getKey());
                pack(packer, entry.getValue());
            }
        } else if (value instanceof List<?> list) {
            packer.packArrayHeader(list.size());
            for (Object item : list) {
                pack(packer, item);
            }
        } else if (value instanceof byte[] bytes) {
            packer.packBinaryHeader(bytes.length).writePayload(bytes);
        } else if (value instanceof Boolean flag) {
            packer.packBoolean(flag);
        } else if (value instanceof Double number) {
            packer.packDouble(number);
        } else if (value instanceof Number number) {
            packer.packLong(number.longValue());
        } else {
            packer.packString((String) value);
        }
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> read(ByteBuffer frame) {
        try {
            return (Map<String, Object>) plain(MessagePack.newDefaultUnpacker(frame).unpackValue());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Object plain(Value value) {
        if (value.isMapValue()) {
            Map<String, Object> map = new LinkedHashMap<>();
            value.asMapValue().map().forEach((key, inner) -> map.put(key.toString(), plain(inner)));
            return map;
        }
        if (value.isArrayValue()) {
            List<Object> list = new ArrayList<>();
            value.asArrayValue().forEach(item -> list.add(plain(item)));
            return list;
        }
        if (value.isIntegerValue()) {
            return value.asIntegerValue().toLong();
        }
        return value.isFloatValue() ? (Object) value.asFloatValue().toDouble() : value.toString();
    }
}
