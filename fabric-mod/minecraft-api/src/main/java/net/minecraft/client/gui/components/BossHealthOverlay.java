package net.minecraft.client.gui.components;

import io.github.metabgm.absent.Absent;

public class BossHealthOverlay {
    public boolean shouldPlayMusic() {
        throw Absent.body();
    }

    public boolean shouldDarkenScreen() {
        throw Absent.body();
    }
}
