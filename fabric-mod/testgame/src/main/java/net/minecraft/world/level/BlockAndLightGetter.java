package net.minecraft.world.level;

import net.minecraft.core.BlockPos;

public interface BlockAndLightGetter {
    int FULL_LIGHT = 15;

    int getBrightness(LightLayer layer, BlockPos position);

    default boolean canSeeSky(BlockPos position) {
        return getBrightness(LightLayer.SKY, position) >= FULL_LIGHT;
    }
}
