package io.github.metabgm.testgame.loader;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code fabric.mod.json}, schema version 1: the keys that bear on loading. */
final class DescriptionReader {
    private static final String ID = "[a-z][a-z0-9-_]{1,63}";

    private final String file;
    private final JsonObject json;

    private DescriptionReader(String file, JsonObject json) {
        this.file = file;
        this.json = json;
    }

    /** @param file how messages name it */
    static ModDescription read(String file, String text) throws ModLoadException {
        try {
            if (JsonParser.parseString(text) instanceof JsonObject json) {
                return new DescriptionReader(file, json).description();
            }
            throw new ModLoadException(file + ": expected a JSON object");
        } catch (JsonParseException notJson) {
            throw new ModLoadException(file + ": not JSON: " + notJson.getMessage(), notJson);
        }
    }

    private ModDescription description() throws ModLoadException {
        JsonElement schema = json.get("schemaVersion");
        if (schema == null || !schema.toString().equals("1")) {
            throw fault("schemaVersion", schema, "1");
        }
        String id = text("id");
        if (!id.matches(ID)) {
            throw fault("id", json.get("id"), "2 to 64 of a-z, 0-9, - and _, a letter first");
        }
        String environment = json.has("environment") ? text("environment") : "*";
        if (!List.of("*", "client", "server").contains(environment)) {
            throw fault("environment", json.get("environment"), "*, client or server");
        }
        return new ModDescription(
                id,
                text("version"),
                environment,
                lists("entrypoints"),
                texts("mixins", json.get("mixins")),
                lists("depends"));
    }

    private String text(String key) throws ModLoadException {
        if (json.get(key) instanceof JsonPrimitive value && value.isString()) {
            return value.getAsString();
        }
        throw fault(key, json.get(key), "a string");
    }

    private Map<String, List<String>> lists(String key) throws ModLoadException {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        JsonElement value = json.get(key);
        if (value == null) {
            return lists;
        }
        if (!(value instanceof JsonObject object)) {
            throw fault(key, value, "an object");
        }
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            lists.put(entry.getKey(), texts(key + "." + entry.getKey(), entry.getValue()));
        }
        return lists;
    }

    private List<String> texts(String key, JsonElement value) throws ModLoadException {
        List<String> texts = new ArrayList<>();
        JsonArray items = new JsonArray();
        if (value instanceof JsonArray array) {
            items = array;
        } else if (value != null) {
            items.add(value);
        }
        for (JsonElement item : items) {
            if (!(item instanceof JsonPrimitive text && text.isString())) {
                throw fault(key, item, "a string or a list of strings");
            }
            texts.add(text.getAsString());
        }
        return texts;
    }

    private ModLoadException fault(String key, JsonElement value, String expected) {
        return new ModLoadException(file + ": " + key + ": " + (value == null ? "missing" : value) + ", expected "
                + expected);
    }
}
