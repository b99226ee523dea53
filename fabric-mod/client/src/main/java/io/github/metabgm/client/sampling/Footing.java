package io.github.metabgm.client.sampling;

import net.minecraft.client.player.LocalPlayer;
import net.minecraft.world.entity.Entity;

/** What the player stands with: what is ridden, else the own feet. */
final class Footing {
    private Footing() {}

    static Entity of(LocalPlayer player) {
        Entity vehicle = player.getVehicle();
        return vehicle == null ? player : vehicle;
    }
}
