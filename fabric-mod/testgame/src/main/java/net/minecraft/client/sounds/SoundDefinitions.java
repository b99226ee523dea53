package net.minecraft.client.sounds;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import net.minecraft.client.resources.sounds.Sound;
import net.minecraft.resources.Identifier;

/** The sounds.json of each namespace, as found beside the classes: the mod's own in its jar. */
final class SoundDefinitions {
    private final Map<String, WeighedSoundEvents> events = new HashMap<>();

    static SoundDefinitions load(Iterable<String> namespaces) {
        SoundDefinitions definitions = new SoundDefinitions();
        for (String namespace : namespaces) {
            String file = "assets/" + namespace + "/sounds.json";
            try (InputStream json = SoundDefinitions.class.getClassLoader().getResourceAsStream(file)) {
                if (json != null) {
                    definitions.read(namespace, new InputStreamReader(json, StandardCharsets.UTF_8));
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(file, unreadable);
            }
        }
        return definitions;
    }

    private void read(String namespace, Reader json) {
        JsonParser.parseReader(json).getAsJsonObject().entrySet().forEach(event -> {
            JsonElement first = event.getValue().getAsJsonObject().getAsJsonArray("sounds").get(0);
            events.put(namespace + ":" + event.getKey(), new WeighedSoundEvents(sound(first)));
        });
    }

    private static Sound sound(JsonElement written) {
        if (written.isJsonPrimitive()) {
            return new Sound(Identifier.tryParse(written.getAsString()), false);
        }
        JsonObject sound = written.getAsJsonObject();
        return new Sound(
                Identifier.tryParse(sound.get("name").getAsString()),
                sound.has("stream") && sound.get("stream").getAsBoolean());
    }

    /** @return null where no sounds.json has the event */
    WeighedSoundEvents get(Identifier event) {
        return events.get(event.getNamespace() + ":" + event.getPath());
    }
}
