package net.minecraft.client.gui;

import net.minecraft.client.gui.screens.Screen;

/** As it is from 26.2 on: owner of the screen and of the head-up display. */
public class Gui {
    public final Hud hud = new Hud();

    /** Of a window of 1280 by 720 pixels at a scale of three. */
    private int width = 427;
    private int height = 240;

    private Screen screen;

    /** @return null while none is open */
    public Screen screen() {
        return screen;
    }

    /** @param opened null to close the open one */
    public void setScreen(Screen opened) {
        if (screen != null) {
            screen.removed();
        }
        screen = opened;
        if (opened != null) {
            opened.added();
            opened.init(width, height);
        }
    }

    /** In scaled pixels; the game lets a window be no smaller than 320 by 240 of them. */
    public void resize(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        if (screen != null) {
            screen.resize(newWidth, newHeight);
        }
    }
}
