package io.github.metabgm.player.trace;

import io.github.metabgm.core.scene.BiomeAhead;
import io.github.metabgm.core.scene.BiomeAhead.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Biomes by the columns the player has visited: all that a trace tells of the surroundings. */
final class BiomeMemory {
    /** The game's own biome grid. */
    private static final int COLUMN_BLOCKS = 4;
    private static final int RANGE_COLUMNS = (int) Math.ceil(BiomeAhead.RANGE_BLOCKS / COLUMN_BLOCKS);

    private record Column(String dimension, int x, int z) {}

    private final Map<Column, String> biomes = new HashMap<>();

    void remember(String dimension, Point point, String biome) {
        biomes.put(columnOf(dimension, point), biome);
    }

    /** Visited columns in range, by their middle, as seen from {@code from}. */
    List<Candidate> around(String dimension, Point from) {
        Column centre = columnOf(dimension, from);
        List<Candidate> candidates = new ArrayList<>();
        for (int x = centre.x - RANGE_COLUMNS; x <= centre.x + RANGE_COLUMNS; x++) {
            for (int z = centre.z - RANGE_COLUMNS; z <= centre.z + RANGE_COLUMNS; z++) {
                String biome = biomes.get(new Column(dimension, x, z));
                if (biome != null) {
                    candidates.add(new Candidate(biome, middle(x) - from.x(), middle(z) - from.z()));
                }
            }
        }
        return candidates;
    }

    private static Column columnOf(String dimension, Point point) {
        return new Column(
                dimension,
                Math.floorDiv((int) Math.floor(point.x()), COLUMN_BLOCKS),
                Math.floorDiv((int) Math.floor(point.z()), COLUMN_BLOCKS));
    }

    private static double middle(int column) {
        return (column + 0.5) * COLUMN_BLOCKS;
    }
}
