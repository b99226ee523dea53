package net.minecraft.world.entity;

import net.minecraft.resources.Identifier;

public class EntityType<T extends Entity> {
    private final Identifier key;

    public EntityType(Identifier key) {
        this.key = key;
    }

    public static Identifier getKey(EntityType<?> type) {
        return type.key;
    }
}
