package io.github.metabgm.testgame.world;

import net.minecraft.resources.Identifier;
import net.minecraft.world.entity.Entity;
import net.minecraft.world.entity.EntityType;
import net.minecraft.world.level.Level;

/** A boat, a minecart: neither lives nor dies. */
public final class StandInVehicle extends Entity {
    public StandInVehicle(EntityType<?> type, Level level) {
        super(type, level);
    }

    /** @param kind namespaced, or a vanilla name */
    public static EntityType<StandInVehicle> type(String kind) {
        return new EntityType<>(Identifier.parse(kind));
    }
}
