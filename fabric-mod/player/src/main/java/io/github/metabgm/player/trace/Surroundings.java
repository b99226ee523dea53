package io.github.metabgm.player.trace;

import io.github.metabgm.core.scene.BiomeAhead;
import java.util.Map;

/** What lies ahead, from the biomes passed so far. */
final class Surroundings {
    private static final int STEPS_BETWEEN_LINES = 20;

    private final BiomeMemory memory = new BiomeMemory();
    private TraceLine last;
    private Map<String, Double> ahead = Map.of();

    /** @param walked whether the player came here from the last line's place without a jump */
    void reach(TraceLine line, boolean walked) {
        String dimension = line.dimension();
        if (line.biome() == null || dimension == null || line.position() == null) {
            last = null;
            ahead = Map.of();
            return;
        }
        String biome = line.biome().key();
        boolean sameBiome = last != null && biome.equals(last.biome().key());
        for (int step = 1; walked && sameBiome && step < STEPS_BETWEEN_LINES; step++) {
            double share = (double) step / STEPS_BETWEEN_LINES;
            memory.remember(dimension, last.position().towards(line.position(), share), biome);
        }
        memory.remember(dimension, line.position(), biome);
        last = line;
        ahead = Double.isNaN(line.yaw())
                ? Map.of()
                : BiomeAhead.probabilities(
                        -Math.sin(line.yaw()),
                        -Math.cos(line.yaw()),
                        memory.around(dimension, line.position()));
    }

    /** Probability by biome; empty where nothing is known. */
    Map<String, Double> ahead() {
        return ahead;
    }
}
