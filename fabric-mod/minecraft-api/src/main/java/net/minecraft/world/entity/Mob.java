package net.minecraft.world.entity;

import io.github.metabgm.absent.Absent;

public abstract class Mob extends LivingEntity {
    public boolean isAggressive() {
        throw Absent.body();
    }
}
