package io.github.metabgm.core.scene;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Samples for tests: an ordinary one, changed where a test needs it, or any at all. */
final class Samples {
    static final String FOREST = "minecraft:forest";
    static final String OVERWORLD = "minecraft:overworld";

    private final Sample sample = new Sample();
    private Consumer<Sample> changes = unchanged -> {};

    static Samples ordinary() {
        return new Samples();
    }

    static Biome biomeOf(String key) {
        return new Biome(key, List.of("minecraft:is_forest"), 0.7, Biome.RAIN);
    }

    /** @param key null where the chunk is not loaded */
    Samples biome(String key) {
        return with(changed -> changed.biome(key == null ? null : biomeOf(key)));
    }

    Samples dimension(String key) {
        return with(changed -> changed.dimension(key));
    }

    Samples weather(Weather now) {
        return with(changed -> changed.weather(now));
    }

    Samples vitals(double health, double food, double saturation) {
        return with(changed -> {
            changed.health(health);
            changed.food(food);
            changed.saturation(saturation);
        });
    }

    Samples with(Consumer<Sample> change) {
        changes = changes.andThen(change);
        return this;
    }

    Sample at(long timeMs) {
        sample.reset(timeMs);
        sample.biome(biomeOf(FOREST));
        sample.dimension(OVERWORLD);
        sample.y(64);
        sample.timeOfDay(6_000);
        sample.weather(Weather.CLEAR);
        sample.health(20);
        sample.maxHealth(20);
        sample.food(18);
        sample.saturation(5);
        sample.speed(4.3);
        changes.accept(sample);
        return sample;
    }

    static Sample random(SplittableRandom random, long timeMs) {
        Sample sample = new Sample();
        sample.reset(timeMs);
        sample.biome(new Biome(FOREST, List.of(), unknownOr(random, 0.7), null));
        sample.dimension(OVERWORLD);
        sample.y(unknownOr(random, 64));
        sample.timeOfDay(random.nextInt(100_000));
        sample.weather(Weather.CLEAR);
        sample.health(unknownOr(random, random.nextInt(25) - 4));
        sample.absorption(unknownOr(random, random.nextInt(5)));
        sample.maxHealth(unknownOr(random, 20));
        sample.food(unknownOr(random, random.nextInt(21)));
        sample.saturation(unknownOr(random, 5));
        for (Condition condition : Condition.values()) {
            if (random.nextInt(3) != 0) {
                sample.condition(condition, random.nextBoolean());
            }
        }
        sample.vehicle(random.nextInt(4) == 0 ? "oak_boat" : null);
        sample.speed(unknownOr(random, random.nextDouble(30)));
        for (int left = random.nextInt(8); left > 0; left--) {
            sample.hostile(List.of("zombie", "skeleton", "stray").get(random.nextInt(3)), random.nextDouble(24));
        }
        return sample;
    }

    private static double unknownOr(SplittableRandom random, double value) {
        return random.nextInt(5) == 0 ? Double.NaN : value;
    }
}
