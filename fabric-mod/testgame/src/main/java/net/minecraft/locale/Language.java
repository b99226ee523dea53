package net.minecraft.locale;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Texts of the mod that is on the class path; what the language lacks is told in English, else as its key. */
public final class Language {
    public static final String DEFAULT = "en_us";

    private static volatile Language instance;

    private final Map<String, String> texts = new HashMap<>();

    private Language(String code) {
        read(DEFAULT);
        read(code);
    }

    public static Language getInstance() {
        if (instance == null) {
            instance = new Language(DEFAULT);
        }
        return instance;
    }

    /** @param code as {@code de_de} */
    public static void select(String code) {
        instance = new Language(code);
    }

    public String getOrDefault(String key) {
        return texts.getOrDefault(key, key);
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    private void read(String code) {
        String file = "assets/metabgm/lang/" + code + ".json";
        try (InputStream stream = Language.class.getClassLoader().getResourceAsStream(file)) {
            if (stream != null) {
                JsonObject read = JsonParser.parseReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                        .getAsJsonObject();
                for (Map.Entry<String, JsonElement> text : read.entrySet()) {
                    texts.put(text.getKey(), text.getValue().getAsString());
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
