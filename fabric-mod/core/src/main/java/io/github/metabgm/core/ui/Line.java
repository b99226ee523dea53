package io.github.metabgm.core.ui;

import java.util.List;

/**
 * A line for the player in the player's language.
 *
 * @param key of the language files
 * @param arguments put into it in order; one that is itself a key (it begins with {@code metabgm.}) is translated
 */
public record Line(String key, List<String> arguments) {
    public static Line of(String key, String... arguments) {
        return new Line(key, List.of(arguments));
    }
}
