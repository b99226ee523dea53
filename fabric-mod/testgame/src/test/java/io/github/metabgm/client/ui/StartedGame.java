package io.github.metabgm.client.ui;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Notices;
import java.util.List;
import net.fabricmc.fabric.impl.client.keymapping.KeyMappingRegistryImpl;
import net.fabricmc.fabric.impl.client.rendering.hud.HudElementRegistryImpl;
import net.minecraft.client.Minecraft;
import net.minecraft.client.multiplayer.ClientLevel;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.locale.Language;
import net.minecraft.network.chat.Component;
import net.minecraft.world.level.Level;

/** A game that has just started, in English, with nothing registered. */
final class StartedGame {
    final Notices notices = new Notices();
    final Faults faults = new Faults(notices);
    final ControlBoard controls = new ControlBoard();
    final WhySwitch why = new WhySwitch();
    final Minecraft minecraft;

    StartedGame() {
        Language.select(Language.DEFAULT);
        KeyMappingRegistryImpl.forgetAll();
        HudElementRegistryImpl.forgetAll();
        minecraft = new Minecraft();
    }

    StartedGame inWorld() {
        minecraft.level = new ClientLevel(Level.OVERWORLD);
        minecraft.player = new LocalPlayer(minecraft.level);
        return this;
    }

    List<String> chat() {
        return minecraft.player.systemMessages().stream().map(Component::getString).toList();
    }

    /** The messages above the hotbar, oldest first. */
    List<String> overlay() {
        return minecraft.player.overlayMessages().stream().map(Component::getString).toList();
    }
}
