package io.github.metabgm.core.settings;

/** A text that is no JSON object. */
final class JsonFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    JsonFault(int line, int column, String what) {
        super(what);
        this.line = line;
        this.column = column;
    }

    int line() {
        return line;
    }

    /** One line for the player. */
    String in(String file) {
        return file + ", line " + line + ", column " + column + ": " + getMessage();
    }
}
