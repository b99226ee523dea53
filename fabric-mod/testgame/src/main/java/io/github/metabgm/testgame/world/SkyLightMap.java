package io.github.metabgm.testgame.world;

import net.minecraft.core.BlockPos;

/** How much light of the sky falls where. */
public interface SkyLightMap {
    /** @return 0 (none) to 15 (open sky) */
    int at(BlockPos position);
}
