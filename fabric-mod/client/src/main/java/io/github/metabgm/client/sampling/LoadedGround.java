package io.github.metabgm.client.sampling;

import net.minecraft.client.multiplayer.ClientLevel;
import net.minecraft.core.BlockPos;

/**
 * Whether the server has sent a chunk. The game makes up plains for one that is missing, and counts what lies above
 * or below the world as missing: there, the sea's level in the same column is asked instead.
 */
final class LoadedGround {
    private final BlockPos.MutableBlockPos probe = new BlockPos.MutableBlockPos();

    boolean isThere(ClientLevel level, int x, int y, int z) {
        return level.isLoaded(probe.set(x, y, z)) || level.isLoaded(probe.set(x, level.getSeaLevel(), z));
    }
}
