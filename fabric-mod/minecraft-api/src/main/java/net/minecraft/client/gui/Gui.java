package net.minecraft.client.gui;

import io.github.metabgm.absent.Absent;
import net.minecraft.client.gui.components.BossHealthOverlay;

public class Gui {
    public final Hud hud = Absent.value();

    public BossHealthOverlay getBossOverlay() {
        throw Absent.body();
    }
}
