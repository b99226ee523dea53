package io.github.metabgm.core.scene;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@link BiomeAhead}, for one who can look around rather than remember: a sweep over rays from the player, one ray
 * at a time so that no tick has to pay for all. Places further out stand for more ground. Allocates only what
 * {@link #finish} returns.
 */
public final class BiomeAheadSweep {
    public static final int RAYS = 20;
    /** The game keeps biomes by cubes of this many blocks. */
    public static final int STEP_BLOCKS = 4;
    public static final int STEPS = (int) (BiomeAhead.RANGE_BLOCKS / STEP_BLOCKS);

    /** More than meet within the range anywhere; whatever comes after these is left out. */
    private static final int MOST_SEEN = 32;
    private static final double RAY_RADIANS = 2 * Math.PI / RAYS;
    /** Ground that the player's own place stands for, where a cube of the grid is 1: a disc of half a step. */
    private static final double OWN_GROUND = Math.PI / 4;

    private final String[] biomes = new String[MOST_SEEN];
    private final double[] weights = new double[MOST_SEEN];
    private int seen;
    private double ahead;

    /**
     * Starts a sweep.
     *
     * @param yawDegrees the game's: 0 to the south, 90 to the west, counted on with every turn
     * @param biome where the player stands, null where unknown
     */
    public void begin(double yawDegrees, String biome) {
        Arrays.fill(biomes, null);
        seen = 0;
        ahead = Math.toRadians(yawDegrees + 90);
        add(biome, OWN_GROUND);
    }

    /**
     * @param ray 0 straight ahead, then clockwise
     * @return blocks to the east for each block along the ray
     */
    public double east(int ray) {
        return Math.cos(ahead + ray * RAY_RADIANS);
    }

    /** @return blocks to the south for each block along the ray */
    public double south(int ray) {
        return Math.sin(ahead + ray * RAY_RADIANS);
    }

    /**
     * What was seen {@code step * STEP_BLOCKS} blocks along a ray.
     *
     * @param step 1..{@link #STEPS}
     * @param biome namespaced key, null where unknown
     */
    public void see(int ray, int step, String biome) {
        double angle = Math.min(ray, RAYS - ray) * RAY_RADIANS;
        double ground = step * RAY_RADIANS;
        add(biome, ground * Math.exp(BiomeAhead.score(angle, (double) step * STEP_BLOCKS)));
    }

    private void add(String biome, double weight) {
        if (biome == null) {
            return;
        }
        int at = 0;
        while (at < seen && !biomes[at].equals(biome)) {
            at++;
        }
        if (at == MOST_SEEN) {
            return;
        }
        if (at == seen) {
            biomes[at] = biome;
            weights[at] = 0;
            seen++;
        }
        weights[at] += weight;
    }

    /** @return probability by biome as {@link BiomeAhead#probabilities} gives it; empty when nothing was seen */
    public Map<String, Double> finish() {
        double total = 0;
        for (int i = 0; i < seen; i++) {
            total += weights[i];
        }
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int rank = 0; rank < Math.min(seen, BiomeAhead.MOST_BIOMES); rank++) {
            int likeliest = rank;
            for (int i = rank + 1; i < seen; i++) {
                likeliest = isLikelier(i, likeliest) ? i : likeliest;
            }
            swap(rank, likeliest);
            probabilities.put(biomes[rank], weights[rank] / total);
        }
        return probabilities;
    }

    private boolean isLikelier(int one, int other) {
        return weights[one] > weights[other]
                || weights[one] == weights[other] && biomes[one].compareTo(biomes[other]) < 0;
    }

    private void swap(int one, int other) {
        String biome = biomes[one];
        double weight = weights[one];
        biomes[one] = biomes[other];
        weights[one] = weights[other];
        biomes[other] = biome;
        weights[other] = weight;
    }
}
