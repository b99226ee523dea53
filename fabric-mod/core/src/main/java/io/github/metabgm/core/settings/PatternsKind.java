package io.github.metabgm.core.settings;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A list of sound patterns, as they are written. */
record PatternsKind() implements ValueKind<List<String>> {
    /** Every one is held against every sound that starts. */
    static final int MOST_PATTERNS = 256;

    private static final String EXPECTED_ITEM = "a sound pattern such as \"minecraft:music_disc.*\" of at most "
            + SoundPattern.MOST_CHARS + " characters, a-z 0-9 _ . - / and *";

    @Override
    public String expected() {
        return "a list of at most " + MOST_PATTERNS + " sound patterns";
    }

    @Override
    public Optional<List<String>> read(JsonElement json) {
        return isList(json) && items(json).allMatch(PatternsKind::isPattern)
                ? Optional.of(items(json).map(JsonElement::getAsString).toList())
                : Optional.empty();
    }

    /** A wrong pattern costs itself only. */
    @Override
    public Optional<List<String>> read(JsonText.Entry entry, List<SettingFault> faults) {
        if (!isList(entry.value())) {
            return ValueKind.super.read(entry, faults);
        }
        JsonArray array = entry.value().getAsJsonArray();
        for (int i = 0; i < array.size(); i++) {
            if (!isPattern(array.get(i))) {
                String item = entry.key() + "[" + i + "]";
                faults.add(SettingFault.of(entry.itemLines().get(i), item, array.get(i), EXPECTED_ITEM));
            }
        }
        return Optional.of(items(array)
                .filter(PatternsKind::isPattern)
                .map(JsonElement::getAsString)
                .toList());
    }

    private static boolean isList(JsonElement json) {
        return json instanceof JsonArray array && array.size() <= MOST_PATTERNS;
    }

    private static Stream<JsonElement> items(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false);
    }

    private static boolean isPattern(JsonElement json) {
        return json instanceof JsonPrimitive primitive
                && primitive.isString()
                && SoundPattern.isPattern(primitive.getAsString());
    }

    @Override
    public JsonElement json(List<String> value) {
        JsonArray array = new JsonArray();
        value.forEach(array::add);
        return array;
    }
}
