package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Hostiles;
import io.github.metabgm.core.scene.Sample;
import net.minecraft.world.entity.LivingEntity;
import net.minecraft.world.entity.Mob;
import net.minecraft.world.entity.monster.Enemy;

/** Whether a hostile is out for the player: a client is told that it is out for somebody, not for whom. */
final class TargetReader implements Reader {
    private boolean targeted;

    @Override
    public void read(Moment now, Sample sample) {
        if (now.looks) {
            targeted = look(now);
        }
        sample.targeted(targeted);
    }

    private static boolean look(Moment now) {
        for (int i = 0; i < now.nearby.size(); i++) {
            LivingEntity entity = now.nearby.get(i);
            if (entity instanceof Enemy
                    && entity instanceof Mob mob
                    && mob.isAggressive()
                    && !mob.isDeadOrDying()
                    && Distance.between(mob, now.player) <= Hostiles.RANGE_BLOCKS) {
                return true;
            }
        }
        return false;
    }
}
