package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Sample;
import net.minecraft.world.entity.Entity;
import net.minecraft.world.entity.LivingEntity;

/** Gathers who lives around the player, for those that look among them; going over the game's list makes objects. */
final class NearbyReader implements Reader {
    /** As far as a boss can be told of. */
    static final double RANGE_BLOCKS = 96;
    /** A farm may hold thousands; a look at this many takes microseconds, and no scene needs more. */
    private static final int MOST = 512;

    @Override
    public void read(Moment now, Sample sample) {
        if (!now.looks) {
            return;
        }
        now.nearby.clear();
        for (Entity entity : now.level.entitiesForRendering()) {
            boolean counts = entity instanceof LivingEntity && entity != now.player && now.nearby.size() < MOST;
            if (counts && Distance.between(entity, now.player) <= RANGE_BLOCKS) {
                now.nearby.add((LivingEntity) entity);
            }
        }
    }
}
