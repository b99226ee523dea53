package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.world.damagesource.DamageSource;
import net.minecraft.world.entity.Entity;

/** Tells when the player is hurt: the time that the screen shakes for starts anew. */
final class BlowReader implements Reader {
    private LocalPlayer last;
    private int lastHurtTime;

    @Override
    public void read(Moment now, Sample sample) {
        int hurtTime = now.player.hurtTime;
        if (now.player == last && hurtTime > lastHurtTime) {
            now.tell(GameEvent.Kind.HURT, cause(now));
        }
        last = now.player;
        lastHurtTime = hurtTime;
    }

    private static String cause(Moment now) {
        DamageSource source = now.player.getLastDamageSource();
        Entity culprit = source == null ? null : source.getEntity();
        return culprit == null || culprit == now.player ? "" : now.kinds.of(culprit).name();
    }
}
