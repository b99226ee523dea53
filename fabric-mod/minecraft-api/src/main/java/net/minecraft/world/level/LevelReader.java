package net.minecraft.world.level;

import io.github.metabgm.absent.Absent;
import net.minecraft.core.BlockPos;
import net.minecraft.core.Holder;
import net.minecraft.world.level.biome.Biome;

public interface LevelReader extends BlockAndLightGetter {
    default Holder<Biome> getBiome(BlockPos position) {
        throw Absent.body();
    }

    default Holder<Biome> getNoiseBiome(int quartX, int quartY, int quartZ) {
        throw Absent.body();
    }
}
