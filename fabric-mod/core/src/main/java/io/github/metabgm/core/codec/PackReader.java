package io.github.metabgm.core.codec;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Reads msgpack from memory, part by part. Allocates what it is asked for and nothing on the bytes' word. */
final class PackReader {
    private static final long BYTE = 0xffL;
    private static final long SHORT = 0xffffL;
    private static final long INT = 0xffffffffL;

    /** What comes next. */
    enum Kind {
        NIL,
        BOOLEAN,
        INTEGER,
        REAL,
        TEXT,
        BINARY,
        ARRAY,
        MAP,
        EXTENSION,
        /** The one byte that msgpack leaves without a meaning. */
        UNUSED
    }

    private final ByteBuffer bytes;

    PackReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    int bytesLeft() {
        return bytes.remaining();
    }

    /** @throws BufferUnderflowException at the end, as all that reads here does */
    Kind next() {
        if (!bytes.hasRemaining()) {
            throw new BufferUnderflowException();
        }
        int form = bytes.get(bytes.position()) & 0xff;
        if (form < 0x80 || form >= 0xe0) {
            return Kind.INTEGER;
        }
        if (form < 0xc0) {
            return form < 0x90 ? Kind.MAP : form < 0xa0 ? Kind.ARRAY : Kind.TEXT;
        }
        return switch (form) {
            case 0xc0 -> Kind.NIL;
            case 0xc1 -> Kind.UNUSED;
            case 0xc2, 0xc3 -> Kind.BOOLEAN;
            case 0xc4, 0xc5, 0xc6 -> Kind.BINARY;
            case 0xca, 0xcb -> Kind.REAL;
            case 0xd9, 0xda, 0xdb -> Kind.TEXT;
            case 0xdc, 0xdd -> Kind.ARRAY;
            case 0xde, 0xdf -> Kind.MAP;
            default -> form >= 0xcc && form <= 0xd3 ? Kind.INTEGER : Kind.EXTENSION;
        };
    }

    void nil() {
        bytes.get();
    }

    boolean bool() {
        return bytes.get() == (byte) 0xc3;
    }

    double real() {
        return bytes.get() == (byte) 0xca ? bytes.getFloat() : bytes.getDouble();
    }

    /** @return a Long, or a BigInteger above its range */
    Object integer() {
        byte form = bytes.get();
        return switch (form & 0xff) {
            case 0xcc -> bytes.get() & BYTE;
            case 0xcd -> bytes.getShort() & SHORT;
            case 0xce -> bytes.getInt() & INT;
            case 0xcf -> unsigned(bytes.getLong());
            case 0xd0 -> (long) bytes.get();
            case 0xd1 -> (long) bytes.getShort();
            case 0xd2 -> (long) bytes.getInt();
            case 0xd3 -> bytes.getLong();
            default -> (long) form;
        };
    }

    private static Object unsigned(long value) {
        return value >= 0 ? (Object) value : BigInteger.valueOf(value).add(BigInteger.ONE.shiftLeft(Long.SIZE));
    }

    /** The bytes of a text or binary, the items of an array, the entries of a map: as they claim, 0 to 2^32 - 1. */
    long size() {
        int form = bytes.get() & 0xff;
        return switch (form) {
            case 0xc4, 0xd9 -> bytes.get() & BYTE;
            case 0xc5, 0xda, 0xdc, 0xde -> bytes.getShort() & SHORT;
            case 0xc6, 0xdb, 0xdd, 0xdf -> bytes.getInt() & INT;
            default -> form >= 0xa0 ? form & 0x1f : form & 0x0f;
        };
    }

    /** @param length at most {@link #bytesLeft} */
    byte[] payload(int length) {
        byte[] payload = new byte[length];
        bytes.get(payload);
        return payload;
    }
}
