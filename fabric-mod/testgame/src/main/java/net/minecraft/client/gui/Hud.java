package net.minecraft.client.gui;

import net.minecraft.client.gui.components.BossHealthOverlay;

/** Not in 26.1, where its members are Gui's. */
public class Hud {
    private final BossHealthOverlay bossOverlay = new BossHealthOverlay();

    public BossHealthOverlay getBossOverlay() {
        return bossOverlay;
    }
}
