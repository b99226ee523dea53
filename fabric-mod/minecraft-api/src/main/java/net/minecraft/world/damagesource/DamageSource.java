package net.minecraft.world.damagesource;

import io.github.metabgm.absent.Absent;
import net.minecraft.world.entity.Entity;

public class DamageSource {
    public Entity getEntity() {
        throw Absent.body();
    }
}
