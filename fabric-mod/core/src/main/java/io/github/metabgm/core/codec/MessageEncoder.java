package io.github.metabgm.core.codec;

import io.github.metabgm.core.scene.Element;
import io.github.metabgm.core.scene.Scene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Writes the mod's frames in the canonical form of PROTOCOL.md: fields in table order, shortest integers, 64-bit
 * floats. Names from the game are cut, and collections too long are shortened, to what the sidecar takes.
 */
public final class MessageEncoder {
    private final MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();

    private MessageEncoder() {}

    public static byte[] encode(ModMessage message) {
        MessageEncoder encoder = new MessageEncoder();
        try {
            encoder.message(message);
            return encoder.packer.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("packing into memory", impossible);
        }
    }

    private void message(ModMessage message) throws IOException {
        if (message instanceof ModMessage.Identify identify) {
            identify(identify);
        } else if (message instanceof ModMessage.SceneReport report) {
            scene(report.scene());
        } else if (message instanceof ModMessage.EventReport report) {
            open("event", 3);
            integer("time_ms", report.event().timeMs());
            text("kind", report.event().kind().key());
            text("detail", report.event().detail());
        } else if (message instanceof ModMessage.Command command) {
            command(command);
        } else if (message instanceof ModMessage.Credit credit) {
            open("credit", 2);
            integer("track", credit.track());
            integer("frames", credit.frames());
        }
    }

    private void identify(ModMessage.Identify identify) throws IOException {
        open("identify", 6);
        integer("protocol", identify.protocol());
        text("mod", identify.mod());
        text("game", identify.game());
        text("player", identify.player());
        text("world", identify.world());
        map("audio", 4);
        values("rates", identify.audio().rates());
        values("channels", identify.audio().channels());
        values("formats", identify.audio().formats());
        integer("buffer_ms", identify.audio().bufferMs());
    }

    private void command(ModMessage.Command command) throws IOException {
        PlayerCommand what = command.command();
        open("command", 2 + (what.text().isPresent() ? 1 : 0) + (what.volume().isPresent() ? 1 : 0));
        integer("time_ms", command.timeMs());
        text("command", what.kind().key());
        if (what.text().isPresent()) {
            text("text", what.text().get());
        }
        if (what.volume().isPresent()) {
            packer.packString("volume").packDouble(what.volume().getAsDouble());
        }
    }

    private void scene(Scene scene) throws IOException {
        open("scene", 4);
        integer("time_ms", scene.timeMs());
        text("reason", scene.reason().key());
        map("window", 2);
        integer("ms", scene.windowMs());
        integer("samples", scene.samples());
        map("scene", scene.elements().size());
        for (Map.Entry<Element, Map<String, Object>> element : scene.elements().entrySet()) {
            packer.packString(element.getKey().key());
            value(element.getValue());
        }
    }

    private void open(String type, int fields) throws IOException {
        packer.packMapHeader(fields + 1);
        text("type", type);
    }

    private void map(String key, int fields) throws IOException {
        packer.packString(key).packMapHeader(fields);
    }

    private void integer(String key, long value) throws IOException {
        packer.packString(key).packLong(value);
    }

    private void text(String key, String value) throws IOException {
        packer.packString(key).packString(Shown.cut(value, Limits.STRING_CHARS));
    }

    private void values(String key, List<?> values) throws IOException {
        packer.packString(key);
        value(values);
    }

    private void value(Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            int entries = Math.min(map.size(), Limits.MAP_ENTRIES);
            packer.packMapHeader(entries);
            for (Map.Entry<?, ?> entry : map.entrySet().stream().limit(entries).toList()) {
                value(entry.getKey());
                value(entry.getValue());
            }
        } else if (value instanceof List<?> list) {
            int items = Math.min(list.size(), Limits.ARRAY_ITEMS);
            packer.packArrayHeader(items);
            for (Object item : list.subList(0, items)) {
                value(item);
            }
        } else if (value instanceof Integer number) {
            packer.packInt(number);
        } else if (value instanceof Double number) {
            packer.packDouble(number);
        } else {
            packer.packString(Shown.cut((String) value, Limits.STRING_CHARS));
        }
    }
}
