package io.github.metabgm.core.settings;

import com.google.gson.JsonElement;
import java.util.Optional;

/** Which JSON values a setting takes, and what they mean. */
interface ValueKind<T> {
    /** Continues "expected". */
    String expected();

    /** @return empty where the value is none of these */
    Optional<T> read(JsonElement json);

    JsonElement json(T value);
}
