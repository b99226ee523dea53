package net.fabricmc.fabric.api.client.rendering.v1.hud;

import net.minecraft.resources.Identifier;

public final class VanillaHudElements {
    public static final Identifier HOTBAR = Identifier.withDefaultNamespace("hotbar");
    public static final Identifier BOSS_BAR = Identifier.withDefaultNamespace("boss_bar");
    public static final Identifier OVERLAY_MESSAGE = Identifier.withDefaultNamespace("overlay_message");
    public static final Identifier CHAT = Identifier.withDefaultNamespace("chat");
    public static final Identifier SUBTITLES = Identifier.withDefaultNamespace("subtitles");

    private VanillaHudElements() {}
}
