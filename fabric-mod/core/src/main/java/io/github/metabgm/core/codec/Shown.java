package io.github.metabgm.core.codec;

import java.util.List;
import java.util.Map;

/** Values from outside for a human's eyes: scalars as they are, containers by their size, all of them short. */
final class Shown {
    private Shown() {}

    static String value(Object value) {
        if (value == null) {
            return "nil";
        }
        if (value instanceof byte[] bytes) {
            return "bin of " + bytes.length + " bytes";
        }
        if (value instanceof Map<?, ?> map) {
            return "map of " + map.size() + " entries";
        }
        if (value instanceof List<?> list) {
            return "array of " + list.size() + " items";
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }
        return cut(value.toString(), Limits.VALUE_CHARS);
    }

    /** @param chars most Unicode code points kept */
    static String cut(String text, int chars) {
        return text.codePointCount(0, text.length()) <= chars
                ? text
                : text.substring(0, text.offsetByCodePoints(0, chars));
    }
}
