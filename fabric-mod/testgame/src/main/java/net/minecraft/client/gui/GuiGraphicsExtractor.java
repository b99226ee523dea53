package net.minecraft.client.gui;

import java.util.ArrayList;
import java.util.List;
import net.minecraft.network.chat.Component;

/** What one frame of the screen shows, piece by piece, from the back to the front. */
public class GuiGraphicsExtractor {
    private static final int ALPHA_SHIFT = 24;

    /** A text, its upper left corner in scaled pixels. */
    public record Text(String text, int x, int y, int width, int height, int argb) {
        public int alpha() {
            return argb >>> ALPHA_SHIFT;
        }
    }

    /** A filled box, its corners in scaled pixels; the second is outside. */
    public record Box(int x0, int y0, int x1, int y1, int argb) {}

    private final int width;
    private final int height;
    private final List<Text> texts = new ArrayList<>();
    private final List<Box> boxes = new ArrayList<>();

    /** @param width of the screen in scaled pixels */
    public GuiGraphicsExtractor(int width, int height) {
        this.width = width;
        this.height = height;
    }

    public List<Text> texts() {
        return texts;
    }

    public List<Box> boxes() {
        return boxes;
    }

    /** Nothing where the colour's alpha is 0. */
    public void text(Font font, String text, int x, int y, int argb) {
        if (argb >>> ALPHA_SHIFT != 0) {
            texts.add(new Text(text, x, y, font.width(text), font.lineHeight, argb));
        }
    }

    public void text(Font font, Component text, int x, int y, int argb) {
        text(font, text.getString(), x, y, argb);
    }

    public void text(Font font, Component text, int x, int y, int argb, boolean shadow) {
        text(font, text.getString(), x, y, argb);
    }

    public void centeredText(Font font, Component text, int x, int y, int argb) {
        String shown = text.getString();
        text(font, shown, x - font.width(shown) / 2, y, argb);
    }

    public void fill(int x0, int y0, int x1, int y1, int argb) {
        boxes.add(new Box(x0, y0, x1, y1, argb));
    }

    public int guiWidth() {
        return width;
    }

    public int guiHeight() {
        return height;
    }
}
