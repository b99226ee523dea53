package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Biome;
import io.github.metabgm.core.scene.Sample;
import net.minecraft.world.level.biome.Biome.Precipitation;

/** What would fall at the player's height when it rains. */
final class PrecipitationReader implements Reader {
    @Override
    public void read(Moment now, Sample sample) {
        if (now.biome == null) {
            return;
        }
        Precipitation falling = now.biome
                .value()
                .getPrecipitationAt(Footing.of(now.player).blockPosition(), now.level.getSeaLevel());
        if (falling == Precipitation.NONE) {
            now.precipitation = Biome.NO_PRECIPITATION;
        } else if (falling == Precipitation.SNOW) {
            now.precipitation = Biome.SNOW;
        } else {
            now.precipitation = Biome.RAIN;
        }
    }
}
