package io.github.metabgm.core.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.metabgm.core.testing.Repository;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {
    static List<String> names() {
        return Arrays.stream(Limits.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(Field::getName)
                .filter(name -> !name.equals("PROTOCOL"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void areThoseOfTheProtocol(String name) throws IOException, ReflectiveOperationException {
        JsonObject limits = JsonParser.parseString(
                        Files.readString(Repository.folder("protocol/schema").resolve("limits.json")))
                .getAsJsonObject();
        assertEquals(
                limits.get(name.toLowerCase(Locale.ROOT)).getAsInt(),
                Limits.class.getField(name).getInt(null));
    }
}
