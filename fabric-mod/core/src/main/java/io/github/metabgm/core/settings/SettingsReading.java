package io.github.metabgm.core.settings;

import com.google.gson.JsonPrimitive;
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
        Setting.ofKey(entry.key()).ifPresentOrElse(setting -> takeFirst(setting, entry), () -> note(entry));
    }

    private void note(Entry entry) {
        String key = SettingFault.shown(new JsonPrimitive(entry.key()));
        unknown.add("line " + entry.line() + ": " + key + ": no such setting; it is kept");
    }

    private void takeFirst(Setting<?> setting, Entry entry) {
        Entry first = seen.putIfAbsent(entry.key(), entry);
        if (first == null) {
            take(setting, entry);
        } else {
            String once = "each key once (line " + first.line() + " holds)";
            faults.add(new SettingFault(entry.line(), entry.key(), "stands here again", once));
        }
    }

    private <T> void take(Setting<T> setting, Entry entry) {
        T value = setting.kind().read(entry, faults).orElseGet(() -> inForce.get(setting));
        settings = settings.with(setting, value);
    }
}
