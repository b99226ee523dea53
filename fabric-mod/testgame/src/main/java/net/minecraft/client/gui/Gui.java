package net.minecraft.client.gui;

import net.minecraft.client.gui.screens.Screen;

/** As it is from 26.2 on: owner of the screen and of the head-up display. */
public class Gui {
    public final Hud hud = new Hud();

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
    }
}
