package io.github.metabgm.core.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.Optional;

/** On or off. */
record FlagKind() implements ValueKind<Boolean> {
    @Override
    public String expected() {
        return "true or false";
    }

    @Override
    public Optional<Boolean> read(JsonElement json) {
        return json instanceof JsonPrimitive primitive && primitive.isBoolean()
                ? Optional.of(primitive.getAsBoolean())
                : Optional.empty();
    }

    @Override
    public JsonElement json(Boolean value) {
        return new JsonPrimitive(value);
    }
}
