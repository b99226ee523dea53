package net.minecraft.client.gui;

import io.github.metabgm.absent.Absent;

public class Font {
    public int width(String text) {
        throw Absent.body();
    }

    public final int lineHeight = Absent.number();
}
