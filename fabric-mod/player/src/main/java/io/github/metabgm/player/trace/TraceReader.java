package io.github.metabgm.player.trace;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.metabgm.player.trace.JsonFields.FieldFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads traces in the format of {@code tests/traces/README.md}: one JSON object a line, about one line a second. */
public final class TraceReader {
    /** A day of play at one line of 2 KiB a second, doubled. */
    private static final long MOST_BYTES = 350_000_000;

    private TraceReader() {}

    /** @throws TraceException naming file, line and field */
    static List<TraceLine> lines(Path file) throws TraceException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new TraceException(
                        file + ": " + Files.size(file) + " bytes, expected at most " + MOST_BYTES, null);
            }
            List<TraceLine> lines = new ArrayList<>();
            List<String> texts = Files.readAllLines(file, StandardCharsets.UTF_8);
            for (int i = 0; i < texts.size(); i++) {
                if (!texts.get(i).isBlank()) {
                    lines.add(line(file, i + 1, texts.get(i), lines));
                }
            }
            if (lines.isEmpty()) {
                throw new TraceException(file + ": no line in it", null);
            }
            return lines;
        } catch (IOException unreadable) {
            throw new TraceException(file + ": cannot be read: " + unreadable, unreadable);
        }
    }

    private static TraceLine line(Path file, int number, String text, List<TraceLine> before) throws TraceException {
        try {
            JsonElement json = JsonParser.parseString(text);
            if (!(json instanceof JsonObject object)) {
                throw new FieldFault("expected a JSON object");
            }
            TraceLine line = LineParser.parse(new JsonFields(object, ""));
            if (!before.isEmpty() && line.ms() < before.get(before.size() - 1).ms()) {
                throw new FieldFault("ms: " + line.ms() + ", expected no less than in the line before");
            }
            return line;
        } catch (JsonParseException notJson) {
            throw new TraceException(file + ":" + number + ": not JSON: " + notJson.getMessage(), notJson);
        } catch (FieldFault fault) {
            throw new TraceException(file + ":" + number + ": " + fault.getMessage(), fault);
        }
    }
}
