package io.github.metabgm.core.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.scene.BiomeAhead.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BiomeAheadSweepTest {
    private static final double SOUTH = 0;
    private static final double WEST = 90;
    private static final double NORTH = 180;
    private static final double EAST = 270;

    private static Map<String, Double> sweep(double yaw, BiFunction<Double, Double, String> land) {
        BiomeAheadSweep sweep = new BiomeAheadSweep();
        sweep.begin(yaw, land.apply(0.0, 0.0));
        for (int ray = 0; ray < BiomeAheadSweep.RAYS; ray++) {
            for (int step = 1; step <= BiomeAheadSweep.STEPS; step++) {
                double blocks = step * BiomeAheadSweep.STEP_BLOCKS;
                sweep.see(ray, step, land.apply(sweep.east(ray) * blocks, sweep.south(ray) * blocks));
            }
        }
        return sweep.finish();
    }

    private static Map<String, Double> grid(double yaw, BiFunction<Double, Double, String> land) {
        List<Candidate> candidates = new ArrayList<>();
        for (double x = -48; x <= 48; x += 4) {
            for (double z = -48; z <= 48; z += 4) {
                candidates.add(new Candidate(land.apply(x, z), x, z));
            }
        }
        double radians = Math.toRadians(yaw);
        return BiomeAhead.probabilities(-Math.sin(radians), Math.cos(radians), candidates);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-30, 0, 17, 90, 133, 180, 271, 725})
    void saysWhatTheWholeGridWouldSay(double yaw) {
        BiFunction<Double, Double, String> coast = (x, z) -> x > 10 ? "sea" : z > 25 ? "desert" : "plains";
        Map<String, Double> swept = sweep(yaw, coast);
        grid(yaw, coast).forEach((biome, probability) -> assertEquals(probability, swept.get(biome), 0.04, biome));
    }

    @Test
    void theGamesYawIsUnderstood() {
        assertTrue(sweep(EAST, (x, z) -> x > 4 ? "there" : "here").get("there") > 0.7);
        assertTrue(sweep(WEST, (x, z) -> x < -4 ? "there" : "here").get("there") > 0.7);
        assertTrue(sweep(SOUTH, (x, z) -> z > 4 ? "there" : "here").get("there") > 0.7);
        assertTrue(sweep(NORTH, (x, z) -> z < -4 ? "there" : "here").get("there") > 0.7);
        assertTrue(sweep(NORTH, (x, z) -> z > 4 ? "there" : "here").get("there") < 0.1);
    }

    @Test
    void unknownPlacesSayNothing() {
        assertEquals(Map.of(), sweep(SOUTH, (x, z) -> null));
        assertEquals(Map.of("here", 1.0), sweep(SOUTH, (x, z) -> x > 0 ? null : "here"));
    }

    @Test
    void theLikeliestComeFirstAndNoMoreThanAMapMayHold() {
        Map<String, Double> ahead = sweep(EAST, (x, z) -> "strip_" + (int) Math.floor(z));
        assertEquals(16, ahead.size());
        List<Double> probabilities = List.copyOf(ahead.values());
        for (int i = 1; i < probabilities.size(); i++) {
            assertTrue(probabilities.get(i - 1) >= probabilities.get(i), "in order");
        }
        double sum = probabilities.stream().mapToDouble(Double::doubleValue).sum();
        assertTrue(sum > 0.5 && sum <= 1 + 1e-12, "sum " + sum);
    }

    @Test
    void aSweepForgetsTheOneBefore() {
        BiomeAheadSweep sweep = new BiomeAheadSweep();
        sweep.begin(SOUTH, "old");
        sweep.see(0, 1, "old");
        sweep.finish();
        sweep.begin(SOUTH, "new");
        assertEquals(Map.of("new", 1.0), sweep.finish());
    }
}
