package io.github.metabgm.core.settings;

import java.util.List;
import java.util.function.Function;

/**
 * A setting that goes round a few values, one with each press.
 *
 * @param values in the order of the round
 * @param words translation key of a value
 */
public record SwitchRow<T>(Setting<T> setting, List<T> values, Function<T, String> words) implements SettingsRow {
    static SwitchRow<Boolean> onOff(Setting<Boolean> setting) {
        return new SwitchRow<>(
                setting, List.of(true, false), on -> on ? "metabgm.settings.on" : "metabgm.settings.off");
    }

    static SwitchRow<Loudness> loudness(Setting<Loudness> setting) {
        return new SwitchRow<>(
                setting, List.of(Loudness.values()), loudness -> "metabgm.settings.loudness." + loudness.key());
    }

    /** Translation key of the value that is set. */
    public String value(ModSettings settings) {
        return words.apply(settings.get(setting));
    }

    public ModSettings pressed(ModSettings settings) {
        int next = (values.indexOf(settings.get(setting)) + 1) % values.size();
        return settings.with(setting, values.get(next));
    }
}
