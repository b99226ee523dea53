package io.github.metabgm.core.codec;

import java.util.Locale;

/** The name that an enumeration's constant has on the wire. */
final class WireName {
    private WireName() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
