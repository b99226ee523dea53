package io.github.metabgm.testgame.play;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Weather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.world.entity.Entity;

/** Where samples of the game differ from those of a trace, but for what a trace cannot know. */
final class SampleComparison {
    /** What changes slowly is looked at every five ticks. */
    private static final int LOOK_TICKS = 5;
    private static final double FLOAT = 1e-5;
    private static final String OVERWORLD = "minecraft:overworld";
    private static final String END = "minecraft:the_end";
    /** The stand-in's biomes have no rain from here on, as vanilla's; the trace does not tell. */
    private static final double DRY_TEMPERATURE = 1.5;
    private static final Set<Condition> EACH_TICK = EnumSet.of(
            Condition.ON_FIRE,
            Condition.ALIVE,
            Condition.SPRINTING,
            Condition.SNEAKING,
            Condition.SWIMMING,
            Condition.RIDING,
            Condition.ON_GROUND,
            Condition.IN_WATER,
            Condition.IN_LAVA);

    private final Map<String, List<String>> differences = new TreeMap<>();
    private List<Object> slow = List.of();
    private int slowTicks;
    private Entity footing;
    private int compared;

    /** By what differs: when, and how. */
    Map<String, List<String>> differences() {
        return differences;
    }

    int comparedTicks() {
        return compared;
    }

    /** Something happened, which a slow look may take its time to find. */
    void happened() {
        slowTicks = -1;
    }

    /**
     * @param expected what the trace holds
     * @param read null where no world is open
     * @param player null where no world is open
     */
    void compare(long ms, Sample expected, Sample read, LocalPlayer player) {
        if (read == null) {
            same(ms, "world", null, expected.dimension());
            return;
        }
        compared++;
        same(ms, "dimension", expected.dimension(), read.dimension());
        same(ms, "biome", key(expected), key(read));
        near(ms, "y", expected.y(), read.y());
        near(ms, "health", expected.health(), read.health());
        near(ms, "food", expected.food(), read.food());
        near(ms, "saturation", expected.saturation(), read.saturation());
        same(ms, "vehicle", expected.vehicle(), read.vehicle());
        if (expected.timeOfDay() != Sample.NO_CLOCK) {
            same(ms, "time", expected.timeOfDay(), read.timeOfDay());
        }
        EACH_TICK.forEach(condition -> compare(ms, condition, expected, read));
        if (expected.weather() != null && expected.biome() != null) {
            same(ms, "weather", weather(expected), read.weather());
        }
        compareSpeed(ms, expected, read, player);
        compareSlow(ms, expected, read);
    }

    /** A new body, and one that has just mounted or dismounted, has not moved yet. */
    private void compareSpeed(long ms, Sample expected, Sample read, LocalPlayer player) {
        Entity now = player.isPassenger() ? player.getVehicle() : player;
        if (now == footing) {
            near(ms, "speed", expected.speed(), read.speed());
            compare(ms, Condition.WALKING, expected, read);
        }
        footing = now;
    }

    private void compareSlow(long ms, Sample expected, Sample read) {
        List<Object> now = new ArrayList<>(hostiles(expected));
        now.addAll(Arrays.asList(
                expected.holds(Condition.WET),
                expected.holds(Condition.UNDER_ROOF),
                expected.biome(),
                expected.dimension()));
        slowTicks = now.equals(slow) ? slowTicks + 1 : 0;
        slow = now;
        if (slowTicks <= LOOK_TICKS) {
            return;
        }
        same(ms, "hostiles", hostiles(expected), hostiles(read));
        near(ms, "nearest", expected.hostiles().nearest(), read.hostiles().nearest());
        if (expected.biome() != null && !isDry(expected)) {
            compare(ms, Condition.WET, expected, read);
        }
        if (expected.biome() != null && !expected.dimension().equals(END)) {
            compare(ms, Condition.UNDER_ROOF, expected, read);
        }
    }

    private static List<Object> hostiles(Sample sample) {
        return List.of(
                Set.copyOf(sample.hostiles().kinds()), sample.hostiles().count());
    }

    private static String key(Sample sample) {
        return sample.biome() == null ? null : sample.biome().key();
    }

    /** Nothing falls in other dimensions, nor where it is hot; the trace's levels tell of rain all the same. */
    private static Weather weather(Sample expected) {
        return isDry(expected) && expected.weather() != Weather.THUNDER ? Weather.CLEAR : expected.weather();
    }

    private static boolean isDry(Sample expected) {
        return expected.biome().temperature() >= DRY_TEMPERATURE || !expected.dimension().equals(OVERWORLD);
    }

    private void compare(long ms, Condition condition, Sample expected, Sample read) {
        if (expected.knows(condition)) {
            Boolean holds = read.knows(condition) ? read.holds(condition) : null;
            same(ms, condition.label(), expected.holds(condition), holds);
        }
    }

    /** Unknown in the trace is anything in the game. */
    private void near(long ms, String what, double expected, double read) {
        if (!Double.isNaN(expected) && !(Math.abs(expected - read) <= FLOAT * Math.max(1, Math.abs(expected)))) {
            same(ms, what, expected, read);
        }
    }

    private void same(long ms, String what, Object expected, Object read) {
        if (!Objects.equals(expected, read)) {
            differences
                    .computeIfAbsent(what, key -> new ArrayList<>())
                    .add(ms + " ms: " + expected + ", read " + read);
        }
    }
}
