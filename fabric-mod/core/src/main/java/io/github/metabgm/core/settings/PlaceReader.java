package io.github.metabgm.core.settings;

import java.io.Reader;

/**
 * Hands a text out character by character, so that whoever reads knows by {@link #line} where the parser is: it
 * takes at most one character more than it has understood.
 */
final class PlaceReader extends Reader {
    private final String text;
    private int next;
    private int line = 1;
    private int lineStart;
    private int lineOfLastMark = 1;

    PlaceReader(String text) {
        this.text = text;
    }

    /** Line from 1 on of the last character taken that is not blank. */
    int line() {
        return lineOfLastMark;
    }

    /** Line from 1 on of the character taken last. */
    int lineTaken() {
        return line;
    }

    /** Column from 1 on of the character taken last. */
    int columnTaken() {
        return Math.max(1, next - lineStart);
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        if (next == text.length()) {
            return -1;
        }
        char taken = text.charAt(next);
        if (next > 0 && text.charAt(next - 1) == '\n') {
            line++;
            lineStart = next;
        }
        next++;
        if (!Character.isWhitespace(taken)) {
            lineOfLastMark = line;
        }
        buffer[offset] = taken;
        return 1;
    }

    @Override
    public void close() {}
}
