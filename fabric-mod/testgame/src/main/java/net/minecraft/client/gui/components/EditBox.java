package net.minecraft.client.gui.components;

import java.util.function.Consumer;
import net.minecraft.client.gui.Font;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import net.minecraft.network.chat.Component;

/** Text to be typed, 32 characters unless more are allowed. The caret stays at the end. */
public class EditBox extends AbstractWidget {
    private static final int DEFAULT_MAX_LENGTH = 32;
    private static final int TEXT_COLOUR = 0xFFE0E0E0;
    private static final int MARGIN = 4;
    private static final int LETTER_HEIGHT = 8;

    private final Font font;
    private String value = "";
    private int maxLength = DEFAULT_MAX_LENGTH;
    private Consumer<String> responder;

    public EditBox(Font font, int x, int y, int width, int height, Component narration) {
        super(x, y, width, height, narration);
        this.font = font;
    }

    /** Cuts what is too long. */
    public void setValue(String text) {
        value = text.length() > maxLength ? text.substring(0, maxLength) : text;
        tell();
    }

    public String getValue() {
        return value;
    }

    public void setResponder(Consumer<String> responder) {
        this.responder = responder;
    }

    public void setMaxLength(int maxLength) {
        this.maxLength = maxLength;
        if (value.length() > maxLength) {
            setValue(value);
        }
    }

    /** What is typed while this has the focus: as much as there is room for, without control and style characters. */
    public void insertText(String typed) {
        StringBuilder allowed = new StringBuilder();
        typed.chars().filter(EditBox::isAllowed).forEach(c -> allowed.append((char) c));
        int room = Math.max(0, maxLength - value.length());
        value += allowed.substring(0, Math.min(room, allowed.length()));
        tell();
    }

    private static boolean isAllowed(int c) {
        return c != '§' && c >= ' ' && c != 0x7F;
    }

    private void tell() {
        if (responder != null) {
            responder.accept(value);
        }
    }

    @Override
    protected void onClick() {}

    @Override
    protected void extractWidgetRenderState(GuiGraphicsExtractor graphics, int mouseX, int mouseY, float partialTick) {
        graphics.text(font, value, getX() + MARGIN, getY() + (getHeight() - LETTER_HEIGHT) / 2, TEXT_COLOUR);
    }
}
