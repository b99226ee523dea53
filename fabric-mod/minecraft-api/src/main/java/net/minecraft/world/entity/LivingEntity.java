package net.minecraft.world.entity;

import io.github.metabgm.absent.Absent;
import java.util.Collection;
import net.minecraft.world.damagesource.DamageSource;
import net.minecraft.world.effect.MobEffectInstance;

public abstract class LivingEntity extends Entity {
    public float getHealth() {
        throw Absent.body();
    }

    public final float getMaxHealth() {
        throw Absent.body();
    }

    public float getAbsorptionAmount() {
        throw Absent.body();
    }

    public boolean isDeadOrDying() {
        throw Absent.body();
    }

    public boolean isSleeping() {
        throw Absent.body();
    }

    public boolean isFallFlying() {
        throw Absent.body();
    }

    public Collection<MobEffectInstance> getActiveEffects() {
        throw Absent.body();
    }

    public DamageSource getLastDamageSource() {
        throw Absent.body();
    }

    public int hurtTime;
}
