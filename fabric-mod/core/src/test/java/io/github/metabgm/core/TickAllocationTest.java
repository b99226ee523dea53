package io.github.metabgm.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.metabgm.core.net.OwnNetworkThread;
import io.github.metabgm.core.scene.Biome;
import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Weather;
import io.github.metabgm.core.settings.Settings;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TickAllocationTest {
    private static final int TICK_MS = 50;
    private static final Biome FOREST = new Biome("minecraft:forest", List.of("c:is_forest"), 0.7, Biome.RAIN);
    private static final Map<String, Double> AHEAD = Map.of("minecraft:river", 0.4);
    private static final Condition[] CONDITIONS = Condition.values();
    private static final List<String> KINDS = List.of("zombie", "skeleton", "spider", "creeper");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Settings settings = Settings.defaults();
    private final int ticksPerScene = settings.windowSeconds() * 1_000 / TICK_MS;
    private final MetaBgm metaBgm = new MetaBgm(
            settings,
            new Identity("m", "g", "p", "w"),
            new MetaBgmListener() {},
            new OwnNetworkThread(),
            new SplittableRandom(1));
    private final Sample sample = new Sample();
    private int step;

    @AfterEach
    void close() {
        metaBgm.close();
    }

    /** The first tick of all makes a scene, then every last one of an interval. */
    @Test
    void nothingIsAllocatedBetweenTwoScenes() {
        bytesIn(1 + 5 * ticksPerScene);
        assertEquals(0, bytesIn(ticksPerScene - 1));
        assertTrue(bytesIn(1) > 0, "a scene is made here, or nothing was measured");
    }

    private long bytesIn(int ticks) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ticks; i++) {
            tick();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** A player who goes through a forest at night among hostiles that come and go. */
    private void tick() {
        step++;
        sample.reset(step * TICK_MS);
        sample.biome(step % 40 == 0 ? null : FOREST);
        sample.dimension("minecraft:overworld");
        sample.y(64 + step % 7 * 0.3);
        sample.timeOfDay(14_000 + step);
        sample.weather(Weather.CLEAR);
        sample.health(20 - step % 5);
        sample.absorption(step % 3);
        sample.maxHealth(20);
        sample.food(18);
        sample.saturation(5 - step % 5);
        sample.speed(4.3 + step % 11 * 0.01);
        sample.vehicle(step % 50 < 10 ? "oak_boat" : null);
        for (int i = 0; i < CONDITIONS.length; i++) {
            sample.condition(CONDITIONS[i], (step + i) % 3 == 0);
        }
        for (int i = 0; i < step % 6; i++) {
            sample.hostile(KINDS.get((step + i) % KINDS.size()), 20 - step % 13);
        }
        sample.targeted(true);
        sample.biomeAhead(AHEAD);
        metaBgm.tick(sample);
    }
}
