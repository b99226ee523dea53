package io.github.metabgm.core.settings;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A list of sound patterns, as they are written. */
record PatternsKind() implements ValueKind<List<String>> {
    /** Every one is held against every sound that starts. */
    static final int MOST_PATTERNS = 256;

    @Override
    public String expected() {
        return "a list of at most " + MOST_PATTERNS + " sound patterns";
    }

    /** Continues "expected" where one of them is wrong. */
    static String expectedItem() {
        return "a sound pattern such as \"minecraft:music_disc.*\" of at most " + SoundPattern.MOST_CHARS + " characters";
    }

    static boolean isPattern(JsonElement json) {
        return json instanceof JsonPrimitive primitive
                && primitive.isString()
                && SoundPattern.isPattern(primitive.getAsString());
    }

    @Override
    public Optional<List<String>> read(JsonElement json) {
        if (!(json instanceof JsonArray array) || array.size() > MOST_PATTERNS) {
            return Optional.empty();
        }
        return StreamSupport.stream(array.spliterator(), false).allMatch(PatternsKind::isPattern)
                ? Optional.of(StreamSupport.stream(array.spliterator(), false)
                        .map(JsonElement::getAsString)
                        .toList())
                : Optional.empty();
    }

    @Override
    public JsonElement json(List<String> value) {
        JsonArray array = new JsonArray();
        value.forEach(array::add);
        return array;
    }
}
