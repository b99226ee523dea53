package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Sample;
import java.util.IdentityHashMap;
import java.util.Map;
import net.minecraft.core.Holder;
import net.minecraft.world.level.biome.Biome;

final class BiomeReader implements Reader {
    private final Map<Holder<Biome>, KnownBiome> known = new IdentityHashMap<>();

    @Override
    public void read(Moment now, Sample sample) {
        if (now.biome == null) {
            return;
        }
        KnownBiome biome = known.get(now.biome);
        if (biome == null) {
            biome = new KnownBiome(now.biome);
            known.put(now.biome, biome);
        }
        sample.biome(biome.with(now.precipitation));
    }
}
