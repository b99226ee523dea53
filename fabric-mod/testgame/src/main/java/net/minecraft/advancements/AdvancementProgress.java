package net.minecraft.advancements;

import io.github.metabgm.absent.Absent;

public class AdvancementProgress {
    public boolean isDone() {
        throw Absent.body();
    }
}
