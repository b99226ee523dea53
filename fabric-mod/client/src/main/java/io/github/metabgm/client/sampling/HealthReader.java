package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Sample;

final class HealthReader implements Reader {
    @Override
    public void read(Moment now, Sample sample) {
        sample.health(now.player.getHealth());
        sample.maxHealth(now.player.getMaxHealth());
        sample.absorption(now.player.getAbsorptionAmount());
    }
}
