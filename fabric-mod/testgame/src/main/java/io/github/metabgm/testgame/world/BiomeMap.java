package io.github.metabgm.testgame.world;

import net.minecraft.core.Holder;
import net.minecraft.world.level.biome.Biome;

/** Which biome is where, by cubes of four blocks. */
public interface BiomeMap {
    Holder<Biome> at(int quartX, int quartY, int quartZ);

    static BiomeMap everywhere(Holder<Biome> biome) {
        return (x, y, z) -> biome;
    }
}
