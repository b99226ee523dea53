package io.github.metabgm.core.settings;

import io.github.metabgm.core.settings.JsonText.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes from a settings file's text all that can be taken. */
final class SettingsReading {
    private final ModSettings inForce;
    private final List<SettingFault> faults = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final Map<String, Entry> seen = new HashMap<>();
    private ModSettings settings = ModSettings.defaults();

    private SettingsReading(ModSettings inForce) {
        this.inForce = inForce;
    }

    /**
     * @param file its name for the player
     * @param inForce what holds on where the text is wrong; where it says nothing the defaults hold
     */
    static Loaded read(String file, String text, ModSettings inForce) {
        SettingsReading reading = new SettingsReading(inForce);
        try {
            JsonText.entries(text).forEach(reading::take);
        } catch (JsonFault broken) {
            return Loaded.broken(inForce, broken.in(file));
        }
        return new Loaded(
                reading.settings,
                reading.faults.stream().map(fault -> fault.in(file)).toList(),
                reading.unknown.stream().map(line -> file + ", " + line).toList());
    }

    private void take(Entry entry) {
        Entry first = seen.putIfAbsent(entry.key(), entry);
        if (first != null) {
            String once = "each key once (it stands in line " + first.line() + ", which holds)";
            faults.add(SettingFault.of(entry.line(), entry.key(), entry.value(), once));
            return;
        }
        Setting.ofKey(entry.key())
                .ifPresentOrElse(
                        setting -> take(setting, entry),
                        () -> unknown.add("line " + entry.line() + ": " + entry.key() + ": no such setting; it is kept"));
    }

    private <T> void take(Setting<T> setting, Entry entry) {
        T value = setting.kind().read(entry, faults).orElseGet(() -> inForce.get(setting));
        settings = settings.with(setting, value);
    }
}
