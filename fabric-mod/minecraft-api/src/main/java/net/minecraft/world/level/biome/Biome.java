package net.minecraft.world.level.biome;

import io.github.metabgm.absent.Absent;
import net.minecraft.core.BlockPos;

public final class Biome {
    public float getBaseTemperature() {
        throw Absent.body();
    }

    public Biome.Precipitation getPrecipitationAt(BlockPos pos, int seaLevel) {
        throw Absent.body();
    }

    public enum Precipitation {
        NONE, SNOW;
    }
}
