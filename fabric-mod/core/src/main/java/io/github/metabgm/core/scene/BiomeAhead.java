package io.github.metabgm.core.scene;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How likely each known biome nearby is the one the player will be in next: a softmax over places, each scored by
 * the angle between the look direction and the way there, and by the distance.
 */
public final class BiomeAhead {
    /** Places farther away than this say nothing about the next half minute on foot. */
    public static final double RANGE_BLOCKS = 48;

    private static final double ANGLE_SCALE_RADIANS = Math.PI / 4;
    private static final double DISTANCE_SCALE_BLOCKS = 24;
    static final int MOST_BIOMES = 16;

    private BiomeAhead() {}

    /**
     * A place whose biome is known.
     *
     * @param biome namespaced key
     * @param dx blocks from the player, east positive
     * @param dz blocks from the player, south positive
     */
    public record Candidate(String biome, double dx, double dz) {
        double distance() {
            return Math.hypot(dx, dz);
        }
    }

    /**
     * @param lookX east part of the look direction, of any length above 0
     * @param lookZ south part of it
     * @return probability by biome, the likeliest first, at most 16 biomes; sums to at most 1; empty when no
     *     candidate is in range
     */
    public static Map<String, Double> probabilities(double lookX, double lookZ, List<Candidate> candidates) {
        List<Candidate> inRange = candidates.stream()
                .filter(candidate -> candidate.distance() <= RANGE_BLOCKS)
                .toList();
        double best = inRange.stream()
                .mapToDouble(candidate -> score(lookX, lookZ, candidate))
                .max()
                .orElse(0);
        Map<String, Double> weights = inRange.stream()
                .collect(Collectors.groupingBy(
                        Candidate::biome,
                        Collectors.summingDouble(
                                candidate -> Math.exp(score(lookX, lookZ, candidate) - best))));
        double total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> probabilities = new LinkedHashMap<>();
        weights.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_BIOMES)
                .forEach(entry -> probabilities.put(entry.getKey(), entry.getValue() / total));
        return probabilities;
    }

    private static double score(double lookX, double lookZ, Candidate candidate) {
        return score(angle(lookX, lookZ, candidate), candidate.distance());
    }

    /**
     * @param angle radians between the look direction and the way there, 0..pi
     * @param distance blocks
     * @return what the softmax takes: 0 where the player stands, less everywhere else
     */
    static double score(double angle, double distance) {
        return -angle / ANGLE_SCALE_RADIANS - distance / DISTANCE_SCALE_BLOCKS;
    }

    /** 0 (straight ahead) to pi; the player's own column lies in no direction and counts as ahead. */
    private static double angle(double lookX, double lookZ, Candidate candidate) {
        double cross = lookX * candidate.dz() - lookZ * candidate.dx();
        double dot = lookX * candidate.dx() + lookZ * candidate.dz();
        return Math.abs(Math.atan2(cross, dot));
    }
}
