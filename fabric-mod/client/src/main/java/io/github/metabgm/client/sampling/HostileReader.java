package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Hostiles;
import io.github.metabgm.core.scene.Sample;
import java.util.ArrayList;
import java.util.List;
import net.minecraft.world.entity.LivingEntity;
import net.minecraft.world.entity.monster.Enemy;

/** Hostiles in range, each tick; who may get into range before the next look is followed as well. */
final class HostileReader implements Reader {
    /** What the fastest come closer by between two looks, on wings against a gliding player. */
    private static final double APPROACH_BLOCKS = 16;

    private final List<LivingEntity> followed = new ArrayList<>();

    @Override
    public void read(Moment now, Sample sample) {
        if (now.looks) {
            follow(now);
        }
        for (int i = 0; i < followed.size(); i++) {
            LivingEntity hostile = followed.get(i);
            if (!hostile.isRemoved() && !hostile.isDeadOrDying()) {
                sample.hostile(now.kinds.of(hostile).name(), Distance.between(hostile, now.player));
            }
        }
    }

    private void follow(Moment now) {
        followed.clear();
        for (int i = 0; i < now.nearby.size(); i++) {
            LivingEntity entity = now.nearby.get(i);
            boolean isClose = Distance.between(entity, now.player) <= Hostiles.RANGE_BLOCKS + APPROACH_BLOCKS;
            if (entity instanceof Enemy && isClose) {
                followed.add(entity);
            }
        }
    }
}
