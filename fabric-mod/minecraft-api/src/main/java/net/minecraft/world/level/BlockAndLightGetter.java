package net.minecraft.world.level;

import io.github.metabgm.absent.Absent;
import net.minecraft.core.BlockPos;

public interface BlockAndLightGetter {
    default int getBrightness(LightLayer layer, BlockPos pos) {
        throw Absent.body();
    }
}
