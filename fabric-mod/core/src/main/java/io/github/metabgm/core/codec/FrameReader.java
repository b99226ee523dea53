package io.github.metabgm.core.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/**
 * From a frame's bytes to a map within the limits; knows nothing of messages. A declared length is held against
 * the limits and the bytes left before anything is allocated for it.
 */
final class FrameReader {
    private static final int MOST_UTF8_BYTES = 4;

    private final MessageUnpacker unpacker;
    private final int frameBytes;

    private FrameReader(byte[] frame) {
        unpacker = MessagePack.newDefaultUnpacker(frame);
        frameBytes = frame.length;
    }

    /**
     * @return values are Long, BigInteger, Double, Boolean, String, byte[], List, Map or null
     * @throws FrameException with close code 1009 or 4002
     */
    static Map<String, Object> read(byte[] frame, int mostBytes) throws FrameException {
        if (frame.length > mostBytes) {
            throw new FrameException(
                    CloseCode.FRAME_TOO_LARGE, "a frame of " + frame.length + " bytes; at most " + mostBytes);
        }
        FrameReader reader = new FrameReader(frame);
        try {
            if (!reader.unpacker.hasNext() || !reader.unpacker.getNextFormat().getValueType().isMapType()) {
                throw FrameException.malformed("no map");
            }
            Map<String, Object> map = reader.map(1);
            if (reader.bytesLeft() > 0) {
                throw FrameException.malformed(reader.bytesLeft() + " bytes after the map");
            }
            return map;
        } catch (IOException | MessagePackException cut) {
            throw FrameException.malformed("not msgpack within the limits: " + cut.getMessage());
        }
    }

    private long bytesLeft() {
        return frameBytes - unpacker.getTotalReadBytes();
    }

    private Object value(int depth) throws IOException, FrameException {
        return switch (unpacker.getNextFormat().getValueType()) {
            case NIL -> {
                unpacker.unpackNil();
                yield null;
            }
            case BOOLEAN -> unpacker.unpackBoolean();
            case INTEGER -> integer();
            case FLOAT -> unpacker.unpackDouble();
            case STRING -> text();
            case BINARY -> binary();
            case ARRAY -> array(depth + 1);
            case MAP -> map(depth + 1);
            case EXTENSION -> throw FrameException.malformed("an extension type");
        };
    }

    private Object integer() throws IOException {
        var value = unpacker.unpackValue().asIntegerValue();
        return value.isInLongRange() ? (Object) value.asLong() : value.asBigInteger();
    }

    private String text() throws IOException, FrameException {
        int bytes = unpacker.unpackRawStringHeader();
        requireSize("a text", bytes, Limits.STRING_CHARS * MOST_UTF8_BYTES, bytes);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(unpacker.readPayload(bytes)))
                    .toString();
            int chars = text.codePointCount(0, text.length());
            if (chars > Limits.STRING_CHARS) {
                throw FrameException.malformed("a text of " + chars + " characters; at most " + Limits.STRING_CHARS);
            }
            return text;
        } catch (CharacterCodingException notText) {
            throw FrameException.malformed("a text that is not UTF-8");
        }
    }

    private byte[] binary() throws IOException, FrameException {
        int bytes = unpacker.unpackBinaryHeader();
        requireSize("a binary", bytes, frameBytes, bytes);
        return unpacker.readPayload(bytes);
    }

    private List<Object> array(int depth) throws IOException, FrameException {
        int items = unpacker.unpackArrayHeader();
        requireDepth(depth);
        requireSize("an array", items, Limits.ARRAY_ITEMS, items);
        List<Object> array = new ArrayList<>(items);
        for (int i = 0; i < items; i++) {
            array.add(value(depth));
        }
        return array;
    }

    private Map<String, Object> map(int depth) throws IOException, FrameException {
        int entries = unpacker.unpackMapHeader();
        requireDepth(depth);
        requireSize("a map", entries, Limits.MAP_ENTRIES, 2L * entries);
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries; i++) {
            if (!unpacker.getNextFormat().getValueType().isStringType()) {
                throw FrameException.malformed("a map's key that is no text");
            }
            String key = text();
            if (map.containsKey(key)) {
                throw FrameException.malformed("the key " + Shown.value(key) + " twice in a map");
            }
            map.put(key, value(depth));
        }
        return map;
    }

    private void requireSize(String what, int size, int most, long leastBytes) throws FrameException {
        if (size > most || leastBytes > bytesLeft()) {
            throw FrameException.malformed(
                    what + " of " + size + "; at most " + most + " and the " + bytesLeft() + " bytes left");
        }
    }

    private static void requireDepth(int depth) throws FrameException {
        if (depth > Limits.DEPTH) {
            throw FrameException.malformed("nested " + depth + " deep; at most " + Limits.DEPTH);
        }
    }
}
