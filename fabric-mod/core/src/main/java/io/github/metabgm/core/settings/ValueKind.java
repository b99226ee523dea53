package io.github.metabgm.core.settings;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.Optional;

/** Which JSON values a setting takes, and what they mean. */
interface ValueKind<T> {
    /** Continues "expected". */
    String expected();

    /** @return empty where the value is none of these */
    Optional<T> read(JsonElement json);

    JsonElement json(T value);

    /** @param faults is added to where the value is not wholly as it should be */
    default Optional<T> read(JsonText.Entry entry, List<SettingFault> faults) {
        Optional<T> value = read(entry.value());
        if (value.isEmpty()) {
            faults.add(SettingFault.of(entry.line(), entry.key(), entry.value(), expected()));
        }
        return value;
    }
}
