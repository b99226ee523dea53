package net.minecraft.world.damagesource;

import net.minecraft.world.entity.Entity;

public class DamageSource {
    private final Entity entity;

    /** @param entity who did it, the archer rather than the arrow; null for a fall, fire and the like */
    public DamageSource(Entity entity) {
        this.entity = entity;
    }

    public Entity getEntity() {
        return entity;
    }
}
