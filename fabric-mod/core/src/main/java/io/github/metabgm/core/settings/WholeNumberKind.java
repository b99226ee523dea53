package io.github.metabgm.core.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.Optional;

/** Whole numbers from {@code least} to {@code most}, both among them. */
record WholeNumberKind(int least, int most) implements ValueKind<Integer> {
    @Override
    public String expected() {
        return "a whole number from " + least + " to " + most;
    }

    @Override
    public Optional<Integer> read(JsonElement json) {
        if (!(json instanceof JsonPrimitive primitive && primitive.isNumber())) {
            return Optional.empty();
        }
        BigDecimal value = primitive.getAsBigDecimal();
        boolean within = value.compareTo(BigDecimal.valueOf(least)) >= 0
                && value.compareTo(BigDecimal.valueOf(most)) <= 0;
        return within && value.stripTrailingZeros().scale() <= 0 ? Optional.of(value.intValue()) : Optional.empty();
    }

    @Override
    public JsonElement json(Integer value) {
        return new JsonPrimitive(value);
    }
}
