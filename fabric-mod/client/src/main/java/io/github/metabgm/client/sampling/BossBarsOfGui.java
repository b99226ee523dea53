package io.github.metabgm.client.sampling;

import net.minecraft.client.Minecraft;
import net.minecraft.client.gui.components.BossHealthOverlay;

/** Up to 26.1. */
final class BossBarsOfGui {
    private BossBarsOfGui() {}

    static boolean hintAtBoss(Minecraft game) {
        BossHealthOverlay bars = game.gui.getBossOverlay();
        return bars.shouldPlayMusic() || bars.shouldDarkenScreen();
    }
}
