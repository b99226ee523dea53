package io.github.metabgm.core.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.scene.BiomeAhead.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BiomeAheadTest {
    private static final Candidate EAST = new Candidate("east", 20, 0);
    private static final Candidate WEST = new Candidate("west", -20, 0);

    @Test
    void nothingKnownNothingSaid() {
        assertEquals(Map.of(), BiomeAhead.probabilities(1, 0, List.of()));
        assertEquals(Map.of(), BiomeAhead.probabilities(1, 0, List.of(new Candidate("far", 49, 0))));
    }

    @Test
    void whatTheSoftmaxSays() {
        Map<String, Double> ahead = BiomeAhead.probabilities(2, 0, List.of(EAST, WEST, new Candidate("near", 8, 0)));
        double east = Math.exp(-20 / 24.0);
        double west = Math.exp(-20 / 24.0 - 4);
        double near = Math.exp(-8 / 24.0);
        double total = east + west + near;
        assertEquals(east / total, ahead.get("east"), 1e-12);
        assertEquals(west / total, ahead.get("west"), 1e-12);
        assertEquals(near / total, ahead.get("near"), 1e-12);
        assertEquals(List.of("near", "east", "west"), List.copyOf(ahead.keySet()));
    }

    @Test
    void turningAroundTurnsItAround() {
        Map<String, Double> eastward = BiomeAhead.probabilities(1, 0, List.of(EAST, WEST));
        Map<String, Double> westward = BiomeAhead.probabilities(-1, 0, List.of(EAST, WEST));
        assertEquals(eastward.get("east"), westward.get("west"), 1e-12);
        assertTrue(eastward.get("east") > 0.9);
    }

    @Test
    void leftAndRightCountTheSame() {
        Map<String, Double> ahead = BiomeAhead.probabilities(
                0, 1, List.of(new Candidate("left", 10, 10), new Candidate("right", -10, 10)));
        assertEquals(0.5, ahead.get("left"), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sumsToOneAtMostWhateverIsKnown(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(600); i++) {
            candidates.add(new Candidate(
                    "biome_" + random.nextInt(30), random.nextDouble(-60, 60), random.nextDouble(-60, 60)));
        }
        candidates.add(new Candidate("here", 0, 0));
        Map<String, Double> ahead = BiomeAhead.probabilities(random.nextDouble() - 0.5, 1e-9, candidates);
        double sum = ahead.values().stream().mapToDouble(Double::doubleValue).sum();
        assertTrue(sum > 0.5 && sum <= 1.000001, "sum " + sum);
        assertTrue(ahead.size() <= 16);
        assertTrue(ahead.values().stream().allMatch(probability -> probability > 0));
    }
}
