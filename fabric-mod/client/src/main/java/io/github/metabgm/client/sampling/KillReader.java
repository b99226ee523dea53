package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;
import java.util.Arrays;
import net.minecraft.world.damagesource.DamageSource;
import net.minecraft.world.entity.LivingEntity;

/** Tells who died by the player's hand; the dead lie about for a second, so a look finds them all. */
final class KillReader implements Reader {
    /** More than can die by one hand within that second. */
    private static final int REMEMBERED = 64;
    private static final int NOBODY = -1;

    private final int[] told = new int[REMEMBERED];
    private int next;

    KillReader() {
        Arrays.fill(told, NOBODY);
    }

    @Override
    public void read(Moment now, Sample sample) {
        for (int i = 0; i < now.nearby.size(); i++) {
            LivingEntity entity = now.nearby.get(i);
            if (entity.isDeadOrDying() && wasSlainBy(now, entity) && !isTold(entity.getId())) {
                told[next++ % REMEMBERED] = entity.getId();
                now.tell(GameEvent.Kind.KILL, now.kinds.of(entity).name());
            }
        }
    }

    private static boolean wasSlainBy(Moment now, LivingEntity entity) {
        DamageSource source = entity.getLastDamageSource();
        return source != null && source.getEntity() == now.player;
    }

    private boolean isTold(int id) {
        for (int known : told) {
            if (known == id) {
                return true;
            }
        }
        return false;
    }
}
