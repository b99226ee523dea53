package io.github.metabgm.player.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;

/** Fields of a trace line. Any may be null or absent, as a recorder that has just joined knows nothing yet. */
final class JsonFields {
    private static final int SHOWN_CHARS = 60;
    private static final JsonFields NOTHING = new JsonFields(new JsonObject(), "");

    private final JsonObject object;
    private final String path;

    JsonFields(JsonObject object, String path) {
        this.object = object;
        this.path = path;
    }

    boolean has(String key) {
        return !element(key).isJsonNull();
    }

    /** NaN where unknown. */
    double number(String key) throws FieldFault {
        JsonElement value = element(key);
        if (value.isJsonNull()) {
            return Double.NaN;
        }
        if (!(value instanceof JsonPrimitive primitive && primitive.isNumber())) {
            throw fault(key, value, "a number or null");
        }
        return value.getAsDouble();
    }

    long requiredMs(String key) throws FieldFault {
        double ms = number(key);
        if (!(ms >= 0 && ms <= Integer.MAX_VALUE)) {
            throw fault(key, element(key), "milliseconds from 0 on");
        }
        return (long) ms;
    }

    /** Null where unknown. */
    String text(String key) throws FieldFault {
        JsonElement value = element(key);
        if (value.isJsonNull()) {
            return null;
        }
        if (!(value instanceof JsonPrimitive primitive && primitive.isString())) {
            throw fault(key, value, "a string or null");
        }
        return value.getAsString();
    }

    /** Null where unknown. */
    Boolean flag(String key) throws FieldFault {
        JsonElement value = element(key);
        if (value.isJsonNull()) {
            return null;
        }
        if (!(value instanceof JsonPrimitive primitive && primitive.isBoolean())) {
            throw fault(key, value, "true, false or null");
        }
        return value.getAsBoolean();
    }

    /** Without fields where unknown. */
    JsonFields fields(String key) throws FieldFault {
        JsonElement value = element(key);
        if (value.isJsonNull()) {
            return NOTHING;
        }
        if (!(value instanceof JsonObject inner)) {
            throw fault(key, value, "an object or null");
        }
        return new JsonFields(inner, inside(key));
    }

    /** Empty where unknown. */
    List<JsonFields> list(String key) throws FieldFault {
        JsonElement value = element(key);
        if (value.isJsonNull()) {
            return List.of();
        }
        if (!(value instanceof JsonArray array)) {
            throw fault(key, value, "an array or null");
        }
        List<JsonFields> list = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof JsonObject item)) {
                throw fault(key + "." + i, array.get(i), "an object");
            }
            list.add(new JsonFields(item, inside(key + "." + i)));
        }
        return list;
    }

    private JsonElement element(String key) {
        JsonElement value = object.get(key);
        return value == null ? JsonNull.INSTANCE : value;
    }

    private String inside(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private FieldFault fault(String key, JsonElement value, String expected) {
        String shown = value.toString();
        String cut = shown.length() <= SHOWN_CHARS ? shown : shown.substring(0, SHOWN_CHARS) + "...";
        return new FieldFault(inside(key) + ": " + cut + ", expected " + expected);
    }

    /** A field that is not what it should be. */
    static final class FieldFault extends Exception {
        private static final long serialVersionUID = 1L;

        FieldFault(String message) {
            super(message);
        }
    }
}
