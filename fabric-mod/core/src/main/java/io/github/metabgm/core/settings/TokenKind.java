package io.github.metabgm.core.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.github.metabgm.core.net.TokenSource;
import java.util.List;
import java.util.Optional;

/** The sidecar's token, or nothing. */
record TokenKind() implements ValueKind<String> {
    /** Many times the sidecar's own token, and as much as its file may hold. */
    private static final int MOST_CHARS = 1_024;

    @Override
    public String expected() {
        return "a token of at most " + MOST_CHARS + " visible ASCII characters, or \"\"";
    }

    @Override
    public Optional<String> read(JsonElement json) {
        return json instanceof JsonPrimitive primitive && primitive.isString() && allows(primitive.getAsString())
                ? Optional.of(primitive.getAsString())
                : Optional.empty();
    }

    /** Shows nothing of a value that may be a token but for a slip. */
    @Override
    public Optional<String> read(JsonText.Entry entry, List<SettingFault> faults) {
        Optional<String> token = read(entry.value());
        if (token.isEmpty()) {
            faults.add(new SettingFault(entry.line(), entry.key(), "what stands there", expected()));
        }
        return token;
    }

    private static boolean allows(String token) {
        return token.isEmpty() || token.length() <= MOST_CHARS && TokenSource.isToken(token);
    }

    @Override
    public JsonElement json(String value) {
        return new JsonPrimitive(value);
    }
}
