package net.minecraft.client.gui.components;

import net.minecraft.client.gui.GuiGraphicsExtractor;
import net.minecraft.client.gui.components.events.GuiEventListener;
import net.minecraft.client.gui.narration.NarratableEntry;
import net.minecraft.network.chat.Component;

/** A rectangle that takes clicks while it is active and shown. */
public abstract class AbstractWidget implements Renderable, GuiEventListener, NarratableEntry {
    public boolean active = true;

    public boolean visible = true;

    private final int x;
    private final int y;
    private final int width;
    private final int height;
    private Component message;
    private Tooltip tooltip;
    private boolean focused;

    protected AbstractWidget(int x, int y, int width, int height, Component message) {
        this.x = x;
        this.y = y;
        this.width = width;
        this.height = height;
        this.message = message;
    }

    protected abstract void onClick();

    protected abstract void extractWidgetRenderState(
            GuiGraphicsExtractor graphics, int mouseX, int mouseY, float partialTick);

    @Override
    public final void extractRenderState(GuiGraphicsExtractor graphics, int mouseX, int mouseY, float partialTick) {
        if (visible) {
            extractWidgetRenderState(graphics, mouseX, mouseY, partialTick);
        }
    }

    @Override
    public boolean mouseClicked(double mouseX, double mouseY) {
        if (!active || !visible || !isMouseOver(mouseX, mouseY)) {
            return false;
        }
        onClick();
        return true;
    }

    public boolean isMouseOver(double mouseX, double mouseY) {
        return mouseX >= x && mouseX < x + width && mouseY >= y && mouseY < y + height;
    }

    @Override
    public void setFocused(boolean focused) {
        this.focused = focused;
    }

    @Override
    public boolean isFocused() {
        return focused;
    }

    public Component getMessage() {
        return message;
    }

    public void setMessage(Component message) {
        this.message = message;
    }

    /** @return null where there is none */
    public Tooltip getTooltip() {
        return tooltip;
    }

    /** @param tooltip null for none */
    public void setTooltip(Tooltip tooltip) {
        this.tooltip = tooltip;
    }

    public int getX() {
        return x;
    }

    public int getY() {
        return y;
    }

    public int getWidth() {
        return width;
    }

    public int getHeight() {
        return height;
    }

    public abstract static class WithInactiveMessage extends AbstractWidget {
        protected WithInactiveMessage(int x, int y, int width, int height, Component message) {
            super(x, y, width, height, message);
        }
    }
}
