package net.minecraft.world;

import io.github.metabgm.absent.Absent;
import net.minecraft.network.chat.Component;

public abstract class BossEvent {
    public Component getName() {
        throw Absent.body();
    }

    public float getProgress() {
        throw Absent.body();
    }
}
