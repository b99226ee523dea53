package io.github.metabgm.core.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A line of text.
 *
 * @param expected continues "expected", without the length
 * @param mostChars in Unicode code points
 * @param fits the rest of the rule
 */
record TextKind(String expected, int mostChars, Predicate<String> fits) implements ValueKind<String> {
    @Override
    public String expected() {
        return expected + " of at most " + mostChars + " characters";
    }

    @Override
    public Optional<String> read(JsonElement json) {
        return json instanceof JsonPrimitive primitive && primitive.isString() && allows(primitive.getAsString())
                ? Optional.of(primitive.getAsString())
                : Optional.empty();
    }

    private boolean allows(String text) {
        return text.codePointCount(0, text.length()) <= mostChars
                && text.codePoints().noneMatch(Character::isISOControl)
                && fits.test(text);
    }

    @Override
    public JsonElement json(String value) {
        return new JsonPrimitive(value);
    }
}
