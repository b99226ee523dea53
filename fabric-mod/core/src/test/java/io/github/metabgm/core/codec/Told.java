package io.github.metabgm.core.codec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** A decoded message as the plain map it came from, so that it can be compared with a vector. */
final class Told {
    private static final Map<String, String> TYPES = Map.of("Refusal", "error");

    private Told() {}

    static Map<String, Object> map(SidecarMessage message) {
        String name = message.getClass().getSimpleName();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", TYPES.getOrDefault(name, name.toLowerCase(Locale.ROOT)));
        map.putAll(fields(message));
        return map;
    }

    private static Map<String, Object> fields(Object record) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = told(read(record, component.getName()));
            if (value != null || !component.getType().equals(OptionalLong.class)) {
                map.put(snakeCase(component.getName()), value);
            }
        }
        return map;
    }

    private static Object told(Object value) {
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Enum<?>) {
            return read(value, "key");
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Told::told).toList();
        }
        return value instanceof Record ? fields(value) : value;
    }

    private static Object read(Object owner, String method) {
        try {
            var accessor = owner.getClass().getMethod(method);
            accessor.setAccessible(true);
            return accessor.invoke(owner);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException notRead) {
            throw new IllegalStateException(notRead);
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
