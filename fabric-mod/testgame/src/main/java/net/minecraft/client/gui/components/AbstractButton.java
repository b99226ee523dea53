package net.minecraft.client.gui.components;

import net.minecraft.client.Minecraft;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import net.minecraft.network.chat.Component;

public abstract class AbstractButton extends AbstractWidget.WithInactiveMessage {
    private static final int ACTIVE = 0xFFFFFFFF;
    private static final int INACTIVE = 0xFFA0A0A0;
    private static final int LETTER_HEIGHT = 8;

    protected AbstractButton(int x, int y, int width, int height, Component message) {
        super(x, y, width, height, message);
    }

    @Override
    protected void extractWidgetRenderState(GuiGraphicsExtractor graphics, int mouseX, int mouseY, float partialTick) {
        graphics.centeredText(
                Minecraft.getInstance().font,
                getMessage(),
                getX() + getWidth() / 2,
                getY() + (getHeight() - LETTER_HEIGHT) / 2,
                active ? ACTIVE : INACTIVE);
    }
}
