package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.Sample;
import net.minecraft.client.player.LocalPlayer;

final class PositionReader implements Reader {
    @Override
    public void read(Moment now, Sample sample) {
        LocalPlayer player = now.player;
        sample.y(player.getY());
        sample.condition(Condition.ON_GROUND, player.onGround());
        sample.condition(Condition.UNDER_WATER, player.isUnderWater());
        sample.condition(Condition.IN_WATER, player.isInWater());
        sample.condition(Condition.IN_LAVA, player.isInLava());
    }
}
