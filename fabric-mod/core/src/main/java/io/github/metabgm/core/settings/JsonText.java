package io.github.metabgm.core.settings;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads a JSON object and remembers where its entries stand. */
final class JsonText {
    /** Far more than any setting nests; what is unknown is kept and written by recursion. */
    private static final int MOST_DEPTH = 16;

    /**
     * An entry of the object.
     *
     * @param line from 1 on, of the key
     * @param itemLines of the items where the value is an array
     */
    record Entry(String key, int line, JsonElement value, List<Integer> itemLines) {}

    private final PlaceReader place;
    private final JsonReader reader;

    private JsonText(String text) {
        place = new PlaceReader(text);
        reader = new JsonReader(place);
    }

    /** @return all entries in their order, those of the same key too */
    static List<Entry> entries(String text) throws JsonFault {
        JsonText json = new JsonText(text);
        try {
            return json.entries();
        } catch (IOException | NumberFormatException notJson) {
            throw json.fault(
                    "not JSON here; a comma or a quote may be missing or too many, and comments are not allowed");
        }
    }

    private JsonFault fault(String what) {
        return new JsonFault(place.lineTaken(), place.columnTaken(), what);
    }

    private List<Entry> entries() throws IOException, JsonFault {
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            throw fault("expected { at the beginning");
        }
        List<Entry> entries = new ArrayList<>();
        reader.beginObject();
        while (reader.hasNext()) {
            int line = place.line();
            String key = text(reader::nextName);
            List<Integer> itemLines = new ArrayList<>();
            entries.add(new Entry(key, line, value(1, itemLines), itemLines));
        }
        reader.endObject();
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw fault("expected nothing after the closing }");
        }
        return entries;
    }

    private JsonElement value(int depth, List<Integer> itemLines) throws IOException, JsonFault {
        if (depth > MOST_DEPTH) {
            throw fault("expected at most " + MOST_DEPTH + " levels of brackets");
        }
        return switch (reader.peek()) {
            case BEGIN_ARRAY -> array(depth, itemLines);
            case BEGIN_OBJECT -> object(depth);
            case STRING -> new JsonPrimitive(text(reader::nextString));
            case NUMBER -> new JsonPrimitive(new BigDecimal(reader.nextString()));
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            default -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
        };
    }

    /** Whose opening quote is taken: {@link JsonReader} itself lets a text run on over the end of its line. */
    private String text(TextRead read) throws IOException, JsonFault {
        JsonFault unclosed = fault("this text has no closing quote, or a lone \\ in it (\\\\ stands for one)");
        try {
            String text = read.next();
            if (place.lineTaken() != unclosed.line()) {
                throw unclosed;
            }
            return text;
        } catch (MalformedJsonException malformed) {
            throw unclosed;
        }
    }

    /** A read of {@link JsonReader}. */
    private interface TextRead {
        String next() throws IOException;
    }

    private JsonArray array(int depth, List<Integer> itemLines) throws IOException, JsonFault {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            itemLines.add(place.line());
            array.add(value(depth + 1, new ArrayList<>()));
        }
        reader.endArray();
        return array;
    }

    private JsonObject object(int depth) throws IOException, JsonFault {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            object.add(text(reader::nextName), value(depth + 1, new ArrayList<>()));
        }
        reader.endObject();
        return object;
    }
}
