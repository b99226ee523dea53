package io.github.metabgm.core.codec;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.metabgm.core.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A golden or malformed frame of {@code protocol/vectors}: the bytes, and beside them what they mean. */
record Vector(String name, byte[] frame, JsonObject description) {
    static List<Vector> all(String folder) {
        try (Stream<Path> files = Files.list(Repository.folder("protocol/vectors").resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Vector::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Vector read(Path json) {
        String name = json.getFileName().toString().replace(".json", "");
        try {
            return new Vector(
                    name,
                    Files.readAllBytes(json.resolveSibling(name + ".msgpack")),
                    JsonParser.parseString(Files.readString(json)).getAsJsonObject());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean isIgnored() {
        return description.has("ignored");
    }

    boolean isCanonical() {
        return description.has("encode") && description.get("encode").getAsBoolean();
    }

    Map<?, ?> message() {
        return (Map<?, ?>) value(description.get("message"));
    }

    /** In the types that frames are read into: numbers with a point are floats, {@code $bin} is a binary. */
    private static Object value(JsonElement json) {
        if (json.isJsonNull()) {
            return null;
        }
        if (json.isJsonArray()) {
            List<Object> list = new ArrayList<>();
            json.getAsJsonArray().forEach(item -> list.add(value(item)));
            return list;
        }
        if (json.isJsonObject()) {
            JsonObject object = json.getAsJsonObject();
            if (object.has("$bin")) {
                return Base64.getDecoder().decode(object.get("$bin").getAsString());
            }
            Map<String, Object> map = new LinkedHashMap<>();
            object.entrySet().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
            return map;
        }
        JsonPrimitive primitive = json.getAsJsonPrimitive();
        if (primitive.isNumber()) {
            boolean isFloat = primitive.getAsString().matches(".*[.eE].*");
            return isFloat ? (Object) primitive.getAsDouble() : (Object) primitive.getAsLong();
        }
        return primitive.isBoolean() ? (Object) primitive.getAsBoolean() : primitive.getAsString();
    }

    @Override
    public String toString() {
        return name;
    }
}
