package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Sample;
import net.minecraft.core.BlockPos;

/** Finds the biome for those that ask after it: at the player's feet, or where what is ridden has its. */
final class BiomeFinder implements Reader {
    private final LoadedGround ground = new LoadedGround();

    @Override
    public void read(Moment now, Sample sample) {
        BlockPos block = Footing.of(now.player).blockPosition();
        if (ground.isThere(now.level, block.getX(), block.getY(), block.getZ())) {
            now.biome = now.level.getBiome(block);
        }
    }
}
