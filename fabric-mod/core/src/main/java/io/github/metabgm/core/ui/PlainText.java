package io.github.metabgm.core.ui;

/**
 * Texts from outside (a language model's, a settings file's) before the game shows them. The game takes {@code §}
 * and the character after it for a colour or style, a line break for a box, and characters that turn the direction
 * of writing would rearrange what stands around them: none of these may come from outside.
 */
public final class PlainText {
    /** Two lines of the chat at its usual width; whoever wants all of it finds it in the log. */
    public static final int SHOWN_CHARS = 400;

    private static final char STYLE = '§';
    private static final String STYLE_CODES = "0123456789abcdefklmnorABCDEFKLMNOR";

    private PlainText() {}

    /** @return the text on one line without codes, with {@code …} at its end where it is above {@link #SHOWN_CHARS} */
    public static String of(String text) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), SHOWN_CHARS));
        int chars = 0;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c == STYLE) {
                at += at < text.length() && STYLE_CODES.indexOf(text.charAt(at)) >= 0 ? 1 : 0;
            } else if (isShown(c)) {
                if (chars == SHOWN_CHARS) {
                    return kept.append('…').toString();
                }
                kept.appendCodePoint(isBlank(c) ? ' ' : c);
                chars++;
            }
        }
        return kept.toString().strip();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            case Character.CONTROL -> isBlank(c);
            default -> true;
        };
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
