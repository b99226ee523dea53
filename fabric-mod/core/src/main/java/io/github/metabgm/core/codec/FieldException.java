package io.github.metabgm.core.codec;

/** A message with a missing or wrong field; it is passed over and the session goes on. */
public final class FieldException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String path;
    private final String value;
    private final String expected;

    private FieldException(String code, String path, String value, String expected) {
        super(path + ": " + (value.isEmpty() ? "missing" : value) + ", expected " + expected);
        this.code = code;
        this.path = path;
        this.value = value;
        this.expected = expected;
    }

    static FieldException missing(String path, String expected) {
        return new FieldException("field.missing", path, "", expected);
    }

    /** @param value shown as text and cut */
    public static FieldException wrong(String path, Object value, String expected) {
        return new FieldException("field.wrong", path, Shown.value(value), expected);
    }

    /** {@code field.missing} or {@code field.wrong}. */
    public String code() {
        return code;
    }

    /** The message's type and the keys down to the field, joined by dots. */
    public String path() {
        return path;
    }

    /** The offending value as text, at most 100 characters. */
    public String value() {
        return value;
    }

    public String expected() {
        return expected;
    }
}
