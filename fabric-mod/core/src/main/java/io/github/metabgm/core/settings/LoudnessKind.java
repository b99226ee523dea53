package io.github.metabgm.core.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** One of the {@link Loudness}es, by its name. */
record LoudnessKind() implements ValueKind<Loudness> {
    @Override
    public String expected() {
        return "one of "
                + Arrays.stream(Loudness.values())
                        .map(choice -> '"' + choice.key() + '"')
                        .collect(Collectors.joining(", "));
    }

    @Override
    public Optional<Loudness> read(JsonElement json) {
        return json instanceof JsonPrimitive primitive && primitive.isString()
                ? Arrays.stream(Loudness.values())
                        .filter(choice -> choice.key().equals(primitive.getAsString()))
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public JsonElement json(Loudness value) {
        return new JsonPrimitive(value.key());
    }
}
