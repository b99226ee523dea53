package net.minecraft.client.gui;

import net.fabricmc.fabric.impl.client.rendering.hud.HudElementRegistryImpl;
import net.minecraft.client.DeltaTracker;
import net.minecraft.client.gui.components.BossHealthOverlay;

/** Not in 26.1, where its members are Gui's. */
public class Hud {
    private final BossHealthOverlay bossOverlay = new BossHealthOverlay();
    private boolean hidden;

    public BossHealthOverlay getBossOverlay() {
        return bossOverlay;
    }

    public boolean isHidden() {
        return hidden;
    }

    public void setHidden(boolean hidden) {
        this.hidden = hidden;
    }

    /** One frame; nothing while it is hidden. */
    public void extractRenderState(GuiGraphicsExtractor graphics, DeltaTracker delta) {
        if (!hidden) {
            HudElementRegistryImpl.extractRenderState(graphics, delta);
        }
    }
}
