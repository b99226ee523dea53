package net.minecraft.client.gui.components;

import java.util.UUID;
import net.minecraft.network.chat.Component;
import net.minecraft.world.BossEvent;

public class LerpingBossEvent extends BossEvent {
    private final boolean darkenScreen;
    private final boolean playMusic;

    /** @param progress 0..1 */
    public LerpingBossEvent(UUID id, Component name, float progress, boolean darkenScreen, boolean playMusic) {
        super(id, name, progress);
        this.darkenScreen = darkenScreen;
        this.playMusic = playMusic;
    }

    public boolean shouldDarkenScreen() {
        return darkenScreen;
    }

    public boolean shouldPlayBossMusic() {
        return playMusic;
    }
}
