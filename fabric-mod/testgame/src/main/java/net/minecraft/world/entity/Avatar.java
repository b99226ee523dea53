package net.minecraft.world.entity;

import net.minecraft.world.level.Level;

public abstract class Avatar extends LivingEntity {
    protected Avatar(EntityType<?> type, Level level, float maxHealth) {
        super(type, level, maxHealth);
    }
}
