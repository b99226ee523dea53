package io.github.metabgm.core.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From a frame's bytes to a map within the limits; knows nothing of messages. A declared length is held against
 * the limits and the bytes left before anything is allocated for it.
 */
final class FrameReader {
    private static final int MOST_UTF8_BYTES = 4;

    private final PackReader pack;
    private final int frameBytes;

    private FrameReader(byte[] frame) {
        pack = new PackReader(frame);
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
            if (frame.length == 0 || reader.pack.next() != PackReader.Kind.MAP) {
                throw FrameException.malformed("no map");
            }
            Map<String, Object> map = reader.map(1);
            if (reader.pack.bytesLeft() > 0) {
                throw FrameException.malformed(reader.pack.bytesLeft() + " bytes after the map");
            }
            return map;
        } catch (BufferUnderflowException cut) {
            throw FrameException.malformed("the frame ends within a value");
        }
    }

    private Object value(int depth) throws FrameException {
        return switch (pack.next()) {
            case NIL -> {
                pack.nil();
                yield null;
            }
            case BOOLEAN -> pack.bool();
            case INTEGER -> pack.integer();
            case REAL -> pack.real();
            case TEXT -> text();
            case BINARY -> binary();
            case ARRAY -> array(depth + 1);
            case MAP -> map(depth + 1);
            case EXTENSION -> throw FrameException.malformed("an extension type");
            case UNUSED -> throw FrameException.malformed("the byte 0xc1, which msgpack has no meaning for");
        };
    }

    private String text() throws FrameException {
        int bytes = require("a text", pack.size(), Limits.STRING_CHARS * MOST_UTF8_BYTES, 1);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(pack.payload(bytes)))
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

    private byte[] binary() throws FrameException {
        int bytes = require("a binary", pack.size(), frameBytes, 1);
        return pack.payload(bytes);
    }

    private List<Object> array(int depth) throws FrameException {
        requireDepth(depth);
        int items = require("an array", pack.size(), Limits.ARRAY_ITEMS, 1);
        List<Object> array = new ArrayList<>(items);
        for (int i = 0; i < items; i++) {
            array.add(value(depth));
        }
        return array;
    }

    private Map<String, Object> map(int depth) throws FrameException {
        requireDepth(depth);
        int entries = require("a map", pack.size(), Limits.MAP_ENTRIES, 2);
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries; i++) {
            if (pack.next() != PackReader.Kind.TEXT) {
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

    /** @param leastBytes of each of the {@code size} parts */
    private int require(String what, long size, int most, int leastBytes) throws FrameException {
        int left = pack.bytesLeft();
        if (size > most || size * leastBytes > left) {
            throw FrameException.malformed(
                    what + " of " + size + "; at most " + most + " and the " + left + " bytes left");
        }
        return (int) size;
    }

    private static void requireDepth(int depth) throws FrameException {
        if (depth > Limits.DEPTH) {
            throw FrameException.malformed("nested " + depth + " deep; at most " + Limits.DEPTH);
        }
    }
}
