package io.github.metabgm.sample;

import net.minecraft.sample.Hud;

final class HudUse {
    private HudUse() {}

    static boolean isHidden() {
        return Hud.isHidden();
    }
}
