package net.minecraft.world.entity;

import io.github.metabgm.absent.Absent;
import net.minecraft.resources.Identifier;

public class EntityType<T extends Entity> {
    public static Identifier getKey(EntityType<?> type) {
        throw Absent.body();
    }
}
