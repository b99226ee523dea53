package io.github.metabgm.testgame.world;

import net.minecraft.resources.Identifier;
import net.minecraft.world.entity.EntityType;
import net.minecraft.world.entity.Mob;
import net.minecraft.world.level.Level;

/** A cow, a horse: lives and dies, and means no harm. */
public final class StandInCreature extends Mob {
    private static final float HEALTH = 10;

    public StandInCreature(EntityType<?> type, Level level) {
        super(type, level, HEALTH);
    }

    /** @param kind namespaced, or a vanilla name */
    public static EntityType<StandInCreature> type(String kind) {
        return new EntityType<>(Identifier.parse(kind));
    }
}
