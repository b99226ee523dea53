package net.fabricmc.fabric.api.client.rendering.v1.hud;

import io.github.metabgm.absent.Absent;
import net.minecraft.resources.Identifier;

public interface HudElementRegistry {
    static void attachElementBefore(Identifier before, Identifier id, HudElement element) {
        throw Absent.body();
    }
}
