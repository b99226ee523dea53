package net.minecraft.client.player;

import net.minecraft.client.multiplayer.ClientLevel;
import net.minecraft.world.entity.player.Player;

public abstract class AbstractClientPlayer extends Player {
    protected AbstractClientPlayer(ClientLevel level) {
        super(level);
    }
}
