package io.github.metabgm.client.sampling;

import net.minecraft.client.Minecraft;
import net.minecraft.client.gui.components.BossHealthOverlay;

/** From 26.2 on. */
final class BossBarsOfHud {
    private BossBarsOfHud() {}

    static boolean hintAtBoss(Minecraft game) {
        BossHealthOverlay bars = game.gui.hud.getBossOverlay();
        return bars.shouldPlayMusic() || bars.shouldDarkenScreen();
    }
}
