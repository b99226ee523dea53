package io.github.metabgm.core.settings;

import com.google.gson.JsonElement;

/**
 * A value that is not what it should be.
 *
 * @param line from 1 on
 * @param key with the item's number from 0 on where one of a list is meant, as in {@code yield_to[2]}
 * @param value as it stands there, cut
 * @param expected continues "expected"
 */
public record SettingFault(int line, String key, String value, String expected) {
    private static final int SHOWN_CHARS = 60;

    static SettingFault of(int line, String key, JsonElement value, String expected) {
        return new SettingFault(line, key, shown(value), expected);
    }

    /** On one line and not too long. */
    static String shown(JsonElement value) {
        String text = value.toString();
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
    }

    /** One line for the player. */
    public String in(String file) {
        return file + ", line " + line + ": " + key + ": " + value + ", expected " + expected;
    }
}
