package io.github.metabgm.testgame.play;

import io.github.metabgm.core.scene.Biome;
import io.github.metabgm.player.trace.Point;
import io.github.metabgm.testgame.world.BiomeMap;
import io.github.metabgm.testgame.world.ChunkMap;
import io.github.metabgm.testgame.world.StandInBiomes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.minecraft.core.Holder;

/**
 * A dimension as far as the trace has been there: around the player the biome that the recorder named, elsewhere
 * what was passed. Chunks without any passed column are not there.
 */
final class TraceLand implements BiomeMap, ChunkMap {
    /** The player may go this far, in cubes of four blocks, until the recorder's next line. */
    private static final int STEP_QUARTS = 2;
    /** In vanilla's biomes nothing falls where it is as hot as this. */
    private static final double DRY_FROM = 1.5;

    private record Column(int x, int z) {}

    private final Map<String, Holder<net.minecraft.world.level.biome.Biome>> biomes = new HashMap<>();
    private final Map<Column, Holder<net.minecraft.world.level.biome.Biome>> passed = new HashMap<>();
    private final Set<Column> chunks = new HashSet<>();
    private Holder<net.minecraft.world.level.biome.Biome> here = StandInBiomes.PLAINS;
    private Column column = new Column(0, 0);
    private boolean loaded;

    /** @param biome null while the chunk is not there */
    void reach(Point point, Biome biome) {
        column = new Column(quart(point.x()), quart(point.z()));
        loaded = biome != null;
        if (loaded) {
            here = biomes.computeIfAbsent(biome.key(), key -> StandInBiomes.of(
                    key, (float) biome.temperature(), biome.temperature() < DRY_FROM));
            passed.put(column, here);
            chunks.add(new Column(column.x >> 2, column.z >> 2));
        }
    }

    private static int quart(double blocks) {
        return (int) Math.floor(blocks) >> 2;
    }

    @Override
    public Holder<net.minecraft.world.level.biome.Biome> at(int quartX, int quartY, int quartZ) {
        boolean near = Math.abs(quartX - column.x) <= STEP_QUARTS && Math.abs(quartZ - column.z) <= STEP_QUARTS;
        return near ? here : passed.getOrDefault(new Column(quartX, quartZ), here);
    }

    @Override
    public boolean has(int chunkX, int chunkZ) {
        boolean under = chunkX == column.x >> 2 && chunkZ == column.z >> 2;
        return under ? loaded : chunks.contains(new Column(chunkX, chunkZ));
    }
}
