package net.minecraft.client.player;

import io.github.metabgm.absent.Absent;

public class LocalPlayer extends AbstractClientPlayer {
    public boolean isUnderWater() {
        throw Absent.body();
    }
}
