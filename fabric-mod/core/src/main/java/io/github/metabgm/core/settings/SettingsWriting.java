package io.github.metabgm.core.settings;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.metabgm.core.settings.JsonText.Entry;
import java.util.List;
import java.util.Objects;

/** Makes the text of a settings file out of the text that is there and what changed. */
final class SettingsWriting {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

    private SettingsWriting() {}

    /**
     * Touches nothing but what differs: a value that the player got wrong stays to be put right, and what is unknown
     * stays where it is. Settings that are missing are added.
     *
     * @param entries of the text that is there
     */
    static String write(List<Entry> entries, ModSettings before, ModSettings after) {
        JsonObject written = new JsonObject();
        for (Entry entry : entries) {
            if (!written.has(entry.key())) {
                written.add(entry.key(), entry.value());
            }
        }
        for (Setting<?> setting : Setting.ALL) {
            if (!written.has(setting.key()) || !Objects.equals(before.get(setting), after.get(setting))) {
                written.add(setting.key(), json(setting, after));
            }
        }
        return GSON.toJson(written) + "\n";
    }

    private static <T> JsonElement json(Setting<T> setting, ModSettings settings) {
        return setting.kind().json(settings.get(setting));
    }
}
