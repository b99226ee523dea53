package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.Sample;

final class StatusReader implements Reader {
    /** The game makes objects to find out whether rain falls on the player, so that is asked now and then. */
    private boolean wet;

    @Override
    public void read(Moment now, Sample sample) {
        wet = now.looks ? now.player.isInWaterOrRain() : wet;
        sample.condition(Condition.ON_FIRE, now.player.isOnFire());
        sample.condition(Condition.WET, wet || now.player.isInWater());
        sample.condition(Condition.FREEZING, now.player.getTicksFrozen() > 0);
        sample.condition(Condition.SLEEPING, now.player.isSleeping());
    }
}
