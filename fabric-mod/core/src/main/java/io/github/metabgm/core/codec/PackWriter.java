package io.github.metabgm.core.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes msgpack into memory in its shortest forms. */
final class PackWriter {
    private static final int FIRST_BYTES = 512;
    private static final int BYTE = 0xff;
    private static final int SHORT = 0xffff;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    byte[] written() {
        return Arrays.copyOf(bytes, length);
    }

    PackWriter map(int entries) {
        return collection(entries, 0x80, 0xde);
    }

    PackWriter array(int items) {
        return collection(items, 0x90, 0xdc);
    }

    private PackWriter collection(int size, int fixed, int wide) {
        if (size < 16) {
            return put(fixed | size, 0, 0);
        }
        return size <= SHORT ? put(wide, size, Short.BYTES) : put(wide + 1, size, Integer.BYTES);
    }

    PackWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length < 32) {
            put(0xa0 | utf8.length, 0, 0);
        } else if (utf8.length <= BYTE) {
            put(0xd9, utf8.length, Byte.BYTES);
        } else {
            put(utf8.length <= SHORT ? 0xda : 0xdb, utf8.length, utf8.length <= SHORT ? Short.BYTES : Integer.BYTES);
        }
        makeRoom(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
    }

    PackWriter integer(long value) {
        if (value >= -32 && value <= Byte.MAX_VALUE) {
            return put((int) value, 0, 0);
        }
        return value < 0 ? negative(value) : positive(value);
    }

    private PackWriter positive(long value) {
        if (value <= BYTE) {
            return put(0xcc, value, Byte.BYTES);
        }
        if (value <= SHORT) {
            return put(0xcd, value, Short.BYTES);
        }
        return value >>> Integer.SIZE == 0 ? put(0xce, value, Integer.BYTES) : put(0xcf, value, Long.BYTES);
    }

    private PackWriter negative(long value) {
        if (value >= Byte.MIN_VALUE) {
            return put(0xd0, value, Byte.BYTES);
        }
        if (value >= Short.MIN_VALUE) {
            return put(0xd1, value, Short.BYTES);
        }
        return value >= Integer.MIN_VALUE ? put(0xd2, value, Integer.BYTES) : put(0xd3, value, Long.BYTES);
    }

    /** As 64 bits always. */
    PackWriter real(double value) {
        return put(0xcb, Double.doubleToRawLongBits(value), Long.BYTES);
    }

    /** A form's byte and the lowest bytes of a number, most significant first. */
    private PackWriter put(int form, long number, int numberBytes) {
        makeRoom(1 + numberBytes);
        bytes[length++] = (byte) form;
        for (int left = numberBytes - 1; left >= 0; left--) {
            bytes[length++] = (byte) (number >>> left * Byte.SIZE);
        }
        return this;
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
