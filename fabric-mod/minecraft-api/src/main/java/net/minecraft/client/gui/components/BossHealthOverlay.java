package net.minecraft.client.gui.components;

import io.github.metabgm.absent.Absent;
import java.util.Map;
import java.util.UUID;

public class BossHealthOverlay {
    public boolean shouldPlayMusic() {
        throw Absent.body();
    }

    public boolean shouldDarkenScreen() {
        throw Absent.body();
    }

    private final Map<UUID, LerpingBossEvent> events = Absent.value();
}
