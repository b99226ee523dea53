package net.minecraft.client.gui.screens;

import io.github.metabgm.absent.Absent;
import net.minecraft.client.Minecraft;
import net.minecraft.client.gui.Font;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import net.minecraft.client.gui.components.Renderable;
import net.minecraft.client.gui.components.events.AbstractContainerEventHandler;
import net.minecraft.client.gui.components.events.GuiEventListener;
import net.minecraft.client.gui.narration.NarratableEntry;
import net.minecraft.network.chat.Component;

public abstract class Screen extends AbstractContainerEventHandler implements Renderable {
    protected Screen(Component title) {
        throw Absent.body();
    }

    protected void init() {
        throw Absent.body();
    }

    public void onClose() {
        throw Absent.body();
    }

    public void extractRenderState(GuiGraphicsExtractor graphics, int mouseX, int mouseY, float partialTick) {
        throw Absent.body();
    }

    protected <T extends GuiEventListener & Renderable & NarratableEntry> T addRenderableWidget(T widget) {
        throw Absent.body();
    }

    protected final Minecraft minecraft = Absent.value();

    protected final Font font = Absent.value();

    protected final Component title = Absent.value();

    public int width;

    public int height;
}
