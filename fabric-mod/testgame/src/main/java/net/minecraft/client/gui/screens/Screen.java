package net.minecraft.client.gui.screens;

import java.util.ArrayList;
import java.util.List;
import net.minecraft.client.Minecraft;
import net.minecraft.client.gui.Font;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import net.minecraft.client.gui.components.EditBox;
import net.minecraft.client.gui.components.Renderable;
import net.minecraft.client.gui.components.events.AbstractContainerEventHandler;
import net.minecraft.client.gui.components.events.GuiEventListener;
import net.minecraft.client.gui.narration.NarratableEntry;
import net.minecraft.network.chat.Component;

/** Holds widgets, which it makes anew when it is opened and whenever the window changes its size. */
public abstract class Screen extends AbstractContainerEventHandler implements Renderable {
    protected final Minecraft minecraft = Minecraft.getInstance();

    protected final Font font = minecraft.font;

    protected final Component title;

    public int width;

    public int height;

    private final List<GuiEventListener> children = new ArrayList<>();
    private final List<Renderable> renderables = new ArrayList<>();
    private boolean initialized;

    protected Screen(Component title) {
        this.title = title;
    }

    /** Called by the game when the screen is opened, again when it comes back. */
    public final void init(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        if (initialized) {
            repositionElements();
        } else {
            init();
            initialized = true;
        }
    }

    protected void init() {}

    public void resize(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        repositionElements();
    }

    protected void repositionElements() {
        rebuildWidgets();
    }

    protected void rebuildWidgets() {
        children.clear();
        renderables.clear();
        setFocused(null);
        init();
    }

    protected <T extends GuiEventListener & Renderable & NarratableEntry> T addRenderableWidget(T widget) {
        renderables.add(widget);
        children.add(widget);
        return widget;
    }

    @Override
    public List<? extends GuiEventListener> children() {
        return children;
    }

    public Component getTitle() {
        return title;
    }

    public void onClose() {
        minecraft.gui.setScreen(null);
    }

    public void added() {}

    public void removed() {}

    public boolean isPauseScreen() {
        return true;
    }

    /** The escape key. */
    public void escape() {
        onClose();
    }

    /** Goes to the box that has the focus. */
    public void type(String text) {
        if (getFocused() instanceof EditBox box) {
            box.insertText(text);
        }
    }

    @Override
    public void extractRenderState(GuiGraphicsExtractor graphics, int mouseX, int mouseY, float partialTick) {
        for (Renderable renderable : renderables) {
            renderable.extractRenderState(graphics, mouseX, mouseY, partialTick);
        }
    }
}
