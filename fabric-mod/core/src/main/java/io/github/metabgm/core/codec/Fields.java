package io.github.metabgm.core.codec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Typed access to a map's fields; whatever is missing or wrong is reported by its path. */
final class Fields {
    private final Map<?, ?> map;
    private final String path;

    Fields(Map<?, ?> map, String path) {
        this.map = map;
        this.path = path;
    }

    String text(String key) throws FieldException {
        return typed(key, String.class, "str");
    }

    boolean flag(String key) throws FieldException {
        return typed(key, Boolean.class, "bool");
    }

    byte[] binary(String key, int mostBytes) throws FieldException {
        String expected = "bin of 1.." + mostBytes + " bytes";
        byte[] value = typed(key, byte[].class, expected);
        if (value.length == 0 || value.length > mostBytes) {
            throw FieldException.wrong(inside(key), value, expected);
        }
        return value;
    }

    long integer(String key, long least, long most) throws FieldException {
        String expected = "int " + least + ".." + most;
        long value = typed(key, Long.class, expected);
        if (value < least || value > most) {
            throw FieldException.wrong(inside(key), value, expected);
        }
        return value;
    }

    long integer(String key) throws FieldException {
        boolean tooLarge = map.get(key) instanceof BigInteger;
        return typed(key, Long.class, tooLarge ? "int of 64 bits with sign" : "int");
    }

    /** At least 0. */
    long count(String key) throws FieldException {
        return integer(key, 0, Long.MAX_VALUE);
    }

    OptionalLong optionalCount(String key) throws FieldException {
        return map.containsKey(key) ? OptionalLong.of(count(key)) : OptionalLong.empty();
    }

    /** A float, or an integer where a float is due; {@code least} may be minus infinity, {@code most} infinity. */
    double number(String key, double least, double most) throws FieldException {
        String expected = expectedNumber(least, most);
        Number value = typed(key, Number.class, expected);
        double number = value.doubleValue();
        if (!Double.isFinite(number) && number <= most) {
            throw FieldException.wrong(inside(key), value, "finite float");
        }
        if (!(number >= least && number <= most)) {
            throw FieldException.wrong(inside(key), value, expected);
        }
        return number;
    }

    private static String expectedNumber(double least, double most) {
        if (Double.isInfinite(most)) {
            return "finite float";
        }
        return Double.isInfinite(least)
                ? "float <= " + Math.round(most)
                : "float " + Math.round(least) + ".." + Math.round(most);
    }

    /** One of an enumeration's names on the wire. */
    <E extends Enum<E>> E choice(String key, Class<E> type, Function<E, String> name) throws FieldException {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            names.add(name.apply(constant));
        }
        String expected = "one of " + names.stream().sorted().collect(Collectors.joining(", "));
        Object value = present(key, expected);
        int index = names.indexOf(value);
        if (index < 0) {
            throw FieldException.wrong(inside(key), value, expected);
        }
        return type.getEnumConstants()[index];
    }

    Fields fields(String key) throws FieldException {
        return new Fields(typed(key, Map.class, "map"), inside(key));
    }

    List<Fields> listOfFields(String key) throws FieldException {
        List<?> items = typed(key, List.class, "array");
        List<Fields> fields = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String itemPath = inside(key) + "." + i;
            if (!(items.get(i) instanceof Map<?, ?> item)) {
                throw FieldException.wrong(itemPath, items.get(i), "map");
            }
            fields.add(new Fields(item, itemPath));
        }
        return fields;
    }

    void requireList(String key) throws FieldException {
        typed(key, List.class, "array");
    }

    void requireTextOrNil(String key) throws FieldException {
        if (present(key, "str or nil") != null) {
            typed(key, String.class, "str or nil");
        }
    }

    Map<?, ?> map() {
        return map;
    }

    private <T> T typed(String key, Class<T> type, String expected) throws FieldException {
        Object value = present(key, expected);
        if (!type.isInstance(value)) {
            throw FieldException.wrong(inside(key), value, expected);
        }
        return type.cast(value);
    }

    private Object present(String key, String expected) throws FieldException {
        if (!map.containsKey(key)) {
            throw FieldException.missing(inside(key), expected);
        }
        return map.get(key);
    }

    private String inside(String key) {
        return path.isEmpty() ? key : path + "." + Shown.cut(key, Limits.VALUE_CHARS);
    }
}
