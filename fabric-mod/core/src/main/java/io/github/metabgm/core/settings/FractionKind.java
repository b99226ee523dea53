package io.github.metabgm.core.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.Optional;

/** From nothing to all. */
record FractionKind() implements ValueKind<Double> {
    @Override
    public String expected() {
        return "a number from 0 to 1";
    }

    @Override
    public Optional<Double> read(JsonElement json) {
        if (!(json instanceof JsonPrimitive primitive && primitive.isNumber())) {
            return Optional.empty();
        }
        double value = primitive.getAsDouble();
        return value >= 0 && value <= 1 ? Optional.of(value) : Optional.empty();
    }

    @Override
    public JsonElement json(Double value) {
        return new JsonPrimitive(value);
    }
}
