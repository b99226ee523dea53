package io.github.metabgm.client.ui;

import io.github.metabgm.core.ui.TextWrap;
import java.util.List;
import net.minecraft.client.gui.Font;
import net.minecraft.client.gui.GuiGraphicsExtractor;

/**
 * Texts broken into lines for one size of the screen, drawn from its upper left corner on, where the game itself
 * draws nothing.
 *
 * @param width of the widest line, in the screen's scaled pixels
 */
record LaidOut(List<String> lines, int width) {
    /** So much of the screen's width that the crosshair stays free. */
    private static final double MOST_OF_WIDTH = 0.4;

    private static final int MARGIN = 4;
    private static final int LEADING = 1;

    /** @param mostLines of all texts together; the last one ends with … where they do not fit */
    static LaidOut of(List<String> texts, int mostLines, GuiGraphicsExtractor graphics, Font font) {
        int most = Math.min(mostLines, (graphics.guiHeight() - 2 * MARGIN) / lineHeight(font));
        int mostWidth = (int) (MOST_OF_WIDTH * graphics.guiWidth()) - 2 * MARGIN;
        List<String> lines = new TextWrap(mostWidth, font::width).lines(texts, most);
        return new LaidOut(List.copyOf(lines), lines.stream().mapToInt(font::width).max().orElse(0));
    }

    void draw(GuiGraphicsExtractor graphics, Font font, int argb) {
        for (int i = 0; i < lines.size(); i++) {
            graphics.text(font, lines.get(i), MARGIN, MARGIN + i * lineHeight(font), argb);
        }
    }

    void drawBox(GuiGraphicsExtractor graphics, Font font, int argb) {
        int bottom = MARGIN + lines.size() * lineHeight(font) + MARGIN - LEADING;
        graphics.fill(0, 0, MARGIN + width + MARGIN, bottom, argb);
    }

    private static int lineHeight(Font font) {
        return font.lineHeight + LEADING;
    }
}
