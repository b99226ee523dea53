package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Sample;
import net.minecraft.core.Holder;
import net.minecraft.world.level.biome.Biome;

final class BiomeReader implements Reader {
    private final IdentityCache<Holder<Biome>, KnownBiome> known = new IdentityCache<>(KnownBiome::new);

    @Override
    public void read(Moment now, Sample sample) {
        if (now.biome != null) {
            sample.biome(known.of(now.biome).with(now.precipitation));
        }
    }
}
