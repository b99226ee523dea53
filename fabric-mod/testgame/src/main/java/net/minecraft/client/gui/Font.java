package net.minecraft.client.gui;

/** Widths near those of the game's own letters; style codes take no room. */
public class Font {
    private static final int LINE_HEIGHT = 9;
    private static final String TWO_PIXELS = "!,.:;i|'";
    private static final String THREE_PIXELS = "l`";
    private static final String FOUR_PIXELS = " I[]t\"()*{}";
    private static final String FIVE_PIXELS = "fk<>";
    private static final int NARROW = 6;
    private static final int WIDE = 9;
    private static final int FIRST_WIDE = 0x2E80;

    public final int lineHeight = LINE_HEIGHT;

    /** In the screen's scaled pixels. */
    public int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '§') {
                i++;
            } else if (!Character.isLowSurrogate(c)) {
                width += width(c);
            }
        }
        return width;
    }

    private static int width(char c) {
        if (TWO_PIXELS.indexOf(c) >= 0) {
            return 2;
        }
        if (THREE_PIXELS.indexOf(c) >= 0) {
            return 3;
        }
        if (FOUR_PIXELS.indexOf(c) >= 0) {
            return 4;
        }
        if (FIVE_PIXELS.indexOf(c) >= 0) {
            return 5;
        }
        return c >= FIRST_WIDE ? WIDE : NARROW;
    }
}
