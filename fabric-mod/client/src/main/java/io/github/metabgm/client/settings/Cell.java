package io.github.metabgm.client.settings;

import io.github.metabgm.core.settings.ModSettings;
import net.minecraft.client.gui.Font;
import net.minecraft.client.gui.GuiGraphicsExtractor;

/** What stands on the screen for one setting. */
interface Cell {
    int HEIGHT = 20;
    int WHITE = 0xFFFFFFFF;

    /** After every change. */
    void show(ModSettings settings);

    /** Once a frame, for what is no widget. */
    default void draw(GuiGraphicsExtractor graphics, Font font) {}
}
