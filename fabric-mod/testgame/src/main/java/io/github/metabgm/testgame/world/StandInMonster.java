package io.github.metabgm.testgame.world;

import net.minecraft.resources.Identifier;
import net.minecraft.world.entity.EntityType;
import net.minecraft.world.entity.Mob;
import net.minecraft.world.entity.monster.Enemy;
import net.minecraft.world.level.Level;

/** A hostile of any kind. */
public final class StandInMonster extends Mob implements Enemy {
    private static final float HEALTH = 20;

    public StandInMonster(EntityType<?> type, Level level) {
        super(type, level, HEALTH);
    }

    /** @param kind namespaced, or a vanilla name */
    public static EntityType<StandInMonster> type(String kind) {
        return new EntityType<>(Identifier.parse(kind));
    }
}
