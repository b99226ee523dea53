package net.minecraft.client.gui;

import io.github.metabgm.absent.Absent;
import net.minecraft.network.chat.Component;

public class GuiGraphicsExtractor {
    public void text(Font a, String b, int c, int d, int e) {
        throw Absent.body();
    }

    public void centeredText(Font a, Component b, int c, int d, int e) {
        throw Absent.body();
    }

    public void fill(int a, int b, int c, int d, int e) {
        throw Absent.body();
    }

    public int guiWidth() {
        throw Absent.body();
    }

    public int guiHeight() {
        throw Absent.body();
    }
}
