package net.minecraft.world.entity;

import net.minecraft.world.level.Level;

public abstract class Mob extends LivingEntity {
    protected Mob(EntityType<?> type, Level level, float maxHealth) {
        super(type, level, maxHealth);
    }

    public boolean isAggressive() {
        return flags().aggressive;
    }

    /** A client is not told. */
    public LivingEntity getTarget() {
        return null;
    }
}
