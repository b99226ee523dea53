package io.github.metabgm.core.settings;

import com.google.gson.JsonPrimitive;

/**
 * A setting that is typed.
 *
 * @param mostChars that the setting takes
 */
public record WordsRow(Setting<String> setting, int mostChars) implements SettingsRow {
    public String value(ModSettings settings) {
        return settings.get(setting);
    }

    /** @return the same settings where the text is not one that the setting takes */
    public ModSettings typed(ModSettings settings, String text) {
        return setting.kind()
                .read(new JsonPrimitive(text))
                .map(taken -> settings.with(setting, taken))
                .orElse(settings);
    }
}
