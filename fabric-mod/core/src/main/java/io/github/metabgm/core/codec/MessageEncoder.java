package io.github.metabgm.core.codec;

import io.github.metabgm.core.scene.Element;
import io.github.metabgm.core.scene.Scene;
import java.util.List;
import java.util.Map;

/**
 * Writes the mod's frames in the canonical form of PROTOCOL.md: fields in table order, shortest integers, 64-bit
 * floats. Names from the game are cut, and collections too long are shortened, to what the sidecar takes.
 */
public final class MessageEncoder {
    private final PackWriter pack = new PackWriter();

    private MessageEncoder() {}

    public static byte[] encode(ModMessage message) {
        MessageEncoder encoder = new MessageEncoder();
        encoder.message(message);
        return encoder.pack.written();
    }

    private void message(ModMessage message) {
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

    private void identify(ModMessage.Identify identify) {
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

    private void command(ModMessage.Command command) {
        PlayerCommand what = command.command();
        open("command", 2 + (what.text().isPresent() ? 1 : 0) + (what.volume().isPresent() ? 1 : 0));
        integer("time_ms", command.timeMs());
        text("command", what.kind().key());
        if (what.text().isPresent()) {
            text("text", what.text().get());
        }
        if (what.volume().isPresent()) {
            pack.text("volume").real(what.volume().getAsDouble());
        }
    }

    private void scene(Scene scene) {
        open("scene", 4);
        integer("time_ms", scene.timeMs());
        text("reason", scene.reason().key());
        map("window", 2);
        integer("ms", scene.windowMs());
        integer("samples", scene.samples());
        map("scene", scene.elements().size());
        for (Map.Entry<Element, Map<String, Object>> element : scene.elements().entrySet()) {
            pack.text(element.getKey().key());
            value(element.getValue());
        }
    }

    private void open(String type, int fields) {
        pack.map(fields + 1);
        text("type", type);
    }

    private void map(String key, int fields) {
        pack.text(key).map(fields);
    }

    private void integer(String key, long value) {
        pack.text(key).integer(value);
    }

    private void text(String key, String value) {
        pack.text(key).text(Shown.cut(value, Limits.STRING_CHARS));
    }

    private void values(String key, List<?> values) {
        pack.text(key);
        value(values);
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            int entries = Math.min(map.size(), Limits.MAP_ENTRIES);
            pack.map(entries);
            for (Map.Entry<?, ?> entry : map.entrySet().stream().limit(entries).toList()) {
                value(entry.getKey());
                value(entry.getValue());
            }
        } else if (value instanceof List<?> list) {
            int items = Math.min(list.size(), Limits.ARRAY_ITEMS);
            pack.array(items);
            for (Object item : list.subList(0, items)) {
                value(item);
            }
        } else if (value instanceof Integer number) {
            pack.integer(number);
        } else if (value instanceof Double number) {
            pack.real(number);
        } else {
            pack.text(Shown.cut((String) value, Limits.STRING_CHARS));
        }
    }
}
