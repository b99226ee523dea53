package com.mojang.brigadier;

/** A line and how far it is read. */
public class StringReader {
    private final String string;
    private int cursor;

    public StringReader(String string) {
        this.string = string;
    }

    public int getCursor() {
        return cursor;
    }

    public void setCursor(int cursor) {
        this.cursor = cursor;
    }

    public boolean canRead() {
        return canRead(1);
    }

    public boolean canRead(int length) {
        return cursor + length <= string.length();
    }

    public char peek() {
        return string.charAt(cursor);
    }

    public void skip() {
        cursor++;
    }

    public String getRemaining() {
        return string.substring(cursor);
    }

    /** What stands before the next space; the cursor stays. */
    String word() {
        int end = string.indexOf(' ', cursor);
        return string.substring(cursor, end < 0 ? string.length() : end);
    }
}
