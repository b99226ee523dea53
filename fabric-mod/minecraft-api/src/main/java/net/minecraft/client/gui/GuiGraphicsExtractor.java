package net.minecraft.client.gui;

import io.github.metabgm.absent.Absent;
import net.minecraft.network.chat.Component;

public class GuiGraphicsExtractor {
    public void text(Font font, String text, int x, int y, int argb) {
        throw Absent.body();
    }

    public void centeredText(Font font, Component text, int x, int y, int argb) {
        throw Absent.body();
    }

    public void fill(int left, int top, int right, int bottom, int argb) {
        throw Absent.body();
    }

    public int guiWidth() {
        throw Absent.body();
    }

    public int guiHeight() {
        throw Absent.body();
    }
}
