package io.github.metabgm.client.hook;

import java.util.regex.Pattern;

/** Looks for a switch in a flat JSON object without a JSON library. */
final class SwitchedOff {
    private SwitchedOff() {}

    /** @param key letters and underscores; @return whether {@code json} says {@code false} of it */
    static boolean in(String json, String key) {
        return Pattern.compile("\"" + key + "\"\\s*:\\s*false\\b").matcher(json).find();
    }
}
