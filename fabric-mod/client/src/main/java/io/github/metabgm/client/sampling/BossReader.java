package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;
import net.minecraft.world.entity.LivingEntity;

/** Tells when a boss comes into sight, and again only when it has been gone for a minute. */
final class BossReader implements Reader {
    private static final double NEAR_BLOCKS = 24;

    private final SeenBosses seen = new SeenBosses();
    private final BossBars bars = new BossBars();

    @Override
    public void read(Moment now, Sample sample) {
        if (!now.looks) {
            return;
        }
        for (int i = 0; i < now.nearby.size(); i++) {
            LivingEntity entity = now.nearby.get(i);
            if (now.kinds.of(entity).boss() && !entity.isDeadOrDying() && isInSight(now, entity)) {
                if (seen.isNew(entity.getId(), now.timeMs)) {
                    now.tell(GameEvent.Kind.BOSS_SEEN, now.kinds.of(entity).name());
                }
            }
        }
    }

    private boolean isInSight(Moment now, LivingEntity boss) {
        return Distance.between(boss, now.player) <= NEAR_BLOCKS || bars.hintAtBoss(now.game);
    }
}
