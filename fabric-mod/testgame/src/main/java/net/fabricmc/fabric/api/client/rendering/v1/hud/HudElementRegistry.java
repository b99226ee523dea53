package net.fabricmc.fabric.api.client.rendering.v1.hud;

import net.fabricmc.fabric.impl.client.rendering.hud.HudElementRegistryImpl;
import net.minecraft.resources.Identifier;

public interface HudElementRegistry {
    /** @throws IllegalArgumentException where {@code beforeThis} is none, or {@code id} is taken */
    static void attachElementBefore(Identifier beforeThis, Identifier id, HudElement element) {
        HudElementRegistryImpl.attachElementBefore(beforeThis, id, element);
    }

    /** @throws IllegalArgumentException where {@code id} is taken */
    static void addLast(Identifier id, HudElement element) {
        HudElementRegistryImpl.addLast(id, element);
    }
}
