package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;
import net.minecraft.client.player.LocalPlayer;

/**
 * Death and coming back, also into another dimension. A server may let both happen between two ticks; then the
 * object of the dead player is left, and another stands in its place.
 */
final class LifeReader implements Reader {
    private LocalPlayer last;
    private boolean dead;

    @Override
    public void read(Moment now, Sample sample) {
        LocalPlayer player = now.player;
        if (last == null) {
            dead = player.isDeadOrDying();
        } else if (last != player) {
            becomes(last.isDeadOrDying() || dead, now);
        }
        last = player;
        becomes(player.isDeadOrDying(), now);
        sample.condition(Condition.ALIVE, !dead);
    }

    private void becomes(boolean deadNow, Moment now) {
        if (deadNow != dead) {
            dead = deadNow;
            now.tell(deadNow ? GameEvent.Kind.DEATH : GameEvent.Kind.RESPAWN, "");
        }
    }
}
