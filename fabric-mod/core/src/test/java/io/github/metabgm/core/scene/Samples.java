package io.github.metabgm.core.scene;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Samples for tests: an ordinary one, changed where a test needs it, or any at all. */
final class Samples {
    static final String FOREST = "minecraft:forest";
    static final String OVERWORLD = "minecraft:overworld";

    private String biome = FOREST;
    private String dimension = OVERWORLD;
    private Weather weather = Weather.CLEAR;
    private Hostiles hostiles = Hostiles.NONE;
    private Vitals vitals = new Vitals(20, 20, 18, 5);
    private Conditions conditions = Conditions.UNKNOWN;

    static Samples ordinary() {
        return new Samples();
    }

    Samples biome(String key) {
        biome = key;
        return this;
    }

    Samples dimension(String key) {
        dimension = key;
        return this;
    }

    Samples weather(Weather now) {
        weather = now;
        return this;
    }

    Samples hostiles(Hostiles nearby) {
        hostiles = nearby;
        return this;
    }

    Samples vitals(Vitals now) {
        vitals = now;
        return this;
    }

    Samples conditions(Conditions now) {
        conditions = now;
        return this;
    }

    Sample at(long timeMs) {
        return new Sample(
                timeMs,
                new Place(biome, dimension, List.of("minecraft:is_forest"), 0.7, 64),
                new Sky(6_000, weather),
                vitals,
                conditions,
                null,
                4.3,
                hostiles,
                Map.of());
    }

    static Sample random(SplittableRandom random, long timeMs) {
        Conditions conditions = Conditions.UNKNOWN;
        for (Condition condition : Condition.values()) {
            conditions = conditions.with(condition, random.nextInt(3) == 0 ? null : random.nextBoolean());
        }
        List<String> kinds = List.of("zombie", "skeleton", "stray").subList(0, random.nextInt(4));
        int count = kinds.size() + (kinds.isEmpty() ? 0 : random.nextInt(5));
        return new Sample(
                timeMs,
                new Place(FOREST, OVERWORLD, List.of(), unknownOr(random, 0.7), unknownOr(random, 64)),
                new Sky(random.nextInt(100_000), Weather.CLEAR),
                new Vitals(
                        unknownOr(random, random.nextInt(25) - 4),
                        unknownOr(random, 20),
                        unknownOr(random, random.nextInt(21)),
                        unknownOr(random, 5)),
                conditions,
                random.nextInt(4) == 0 ? "oak_boat" : null,
                unknownOr(random, random.nextDouble(30)),
                new Hostiles(
                        kinds, count, kinds.isEmpty() ? Double.NaN : random.nextDouble(24), null),
                Map.of());
    }

    private static double unknownOr(SplittableRandom random, double value) {
        return random.nextInt(5) == 0 ? Double.NaN : value;
    }
}
