package net.fabricmc.fabric.api.client.rendering.v1.hud;

import io.github.metabgm.absent.Absent;
import net.minecraft.resources.Identifier;

public final class VanillaHudElements {
    public static final Identifier CHAT = Absent.value();
}
