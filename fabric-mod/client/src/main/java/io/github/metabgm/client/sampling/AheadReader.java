package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.BiomeAheadSweep;
import io.github.metabgm.core.scene.Sample;
import java.util.Map;
import java.util.Optional;
import net.minecraft.core.Holder;
import net.minecraft.world.entity.Entity;
import net.minecraft.world.level.biome.Biome;

/** What lies ahead: a ray a tick over the chunks that are there, so that a sweep takes a second. */
final class AheadReader implements Reader {
    /** The game numbers its cubes of biome by coordinates without the last two bits. */
    private static final int CUBE_BITS = 2;

    private final BiomeAheadSweep sweep = new BiomeAheadSweep();
    private final LoadedGround ground = new LoadedGround();
    private final IdentityCache<Holder<Biome>, Optional<String>> keys = new IdentityCache<>(KnownBiome::key);
    private Map<String, Double> ahead = Map.of();
    private int ray;
    private double x;
    private int y;
    private double z;

    @Override
    public void read(Moment now, Sample sample) {
        if (ray == 0) {
            begin(now);
        }
        lookAlong(now);
        ray++;
        if (ray == BiomeAheadSweep.RAYS) {
            ahead = sweep.finish();
            ray = 0;
        }
        sample.biomeAhead(ahead);
    }

    private void begin(Moment now) {
        Entity footing = Footing.of(now.player);
        x = footing.getX();
        y = footing.blockPosition().getY();
        z = footing.getZ();
        sweep.begin(now.player.getYRot(), now.biome == null ? null : key(now.biome));
    }

    private void lookAlong(Moment now) {
        double east = sweep.east(ray) * BiomeAheadSweep.STEP_BLOCKS;
        double south = sweep.south(ray) * BiomeAheadSweep.STEP_BLOCKS;
        for (int step = 1; step <= BiomeAheadSweep.STEPS; step++) {
            int blockX = (int) Math.floor(x + step * east);
            int blockZ = (int) Math.floor(z + step * south);
            if (ground.isThere(now.level, blockX, y, blockZ)) {
                sweep.see(ray, step, key(now.level.getNoiseBiome(
                        blockX >> CUBE_BITS, y >> CUBE_BITS, blockZ >> CUBE_BITS)));
            }
        }
    }

    /** Null where the biome has no name. */
    private String key(Holder<Biome> biome) {
        return keys.of(biome).orElse(null);
    }
}
