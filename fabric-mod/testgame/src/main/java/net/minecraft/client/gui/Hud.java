package net.minecraft.client.gui;

import io.github.metabgm.absent.Absent;
import net.minecraft.client.gui.components.BossHealthOverlay;

public class Hud {
    public BossHealthOverlay getBossOverlay() {
        throw Absent.body();
    }
}
