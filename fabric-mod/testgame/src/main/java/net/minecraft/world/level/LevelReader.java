package net.minecraft.world.level;

import net.minecraft.core.BlockPos;
import net.minecraft.core.Holder;
import net.minecraft.world.level.biome.Biome;

public interface LevelReader extends BlockAndLightGetter {
    /** Biomes are kept by cubes of four blocks; the game's blurring of their borders is left out here. */
    default Holder<Biome> getBiome(BlockPos position) {
        return getNoiseBiome(position.getX() >> 2, position.getY() >> 2, position.getZ() >> 2);
    }

    Holder<Biome> getNoiseBiome(int quartX, int quartY, int quartZ);

    int getSeaLevel();
}
