package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.metabgm.core.scene.BiomeAheadSweep;
import io.github.metabgm.testgame.world.StandInBiomes;
import java.lang.management.ManagementFactory;
import net.minecraft.core.Holder;
import net.minecraft.world.effect.MobEffectInstance;
import net.minecraft.world.effect.MobEffects;
import net.minecraft.world.level.biome.Biome;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
    private static final int WARM_UP_TICKS = 2_000;
    private static final int MEASURED_TICKS = 1_000;
    /** The game's iterators and block objects in a look, and a map of biomes ahead each second. */
    private static final long LOOK_BYTES = 2_048;

    private static final Holder<Biome> DESERT = StandInBiomes.of("minecraft:desert", 2, false);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Stage stage = new Stage();

    /** Walks among hostiles, along a border, poisoned and in the rain. */
    private long bytesOfTick(int tick) {
        double x = tick * 0.2 % 64;
        stage.player().setPos(x, 64 + tick % 3, 0.5);
        stage.player().setYRot(tick);
        stage.game.tick();
        stage.timeMs += Stage.TICK_MS;
        long before = threads.getCurrentThreadAllocatedBytes();
        stage.sampler.tick(stage.game, stage.timeMs);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void nothingIsAllocatedBetweenLooksAndLittleInThem() {
        stage.level().setBiomes((x, y, z) -> (x & 8) == 0 ? DESERT : StandInBiomes.PLAINS);
        stage.level().setRainLevel(1);
        stage.player().addEffect(new MobEffectInstance(MobEffects.POISON, 0));
        for (int i = 0; i < 30; i++) {
            stage.monster("zombie", i * 2);
            stage.creature("cow", i * 3);
        }
        for (int i = 0; i < WARM_UP_TICKS; i++) {
            bytesOfTick(i);
        }
        long between = 0;
        long mostInALook = 0;
        for (int i = WARM_UP_TICKS; i < WARM_UP_TICKS + MEASURED_TICKS; i++) {
            long bytes = bytesOfTick(i);
            boolean looks = i % Moment.TICKS_BETWEEN_LOOKS == 0;
            boolean endsSweep = i % BiomeAheadSweep.RAYS == BiomeAheadSweep.RAYS - 1;
            if (looks || endsSweep) {
                mostInALook = Math.max(mostInALook, bytes);
            } else {
                between += bytes;
            }
        }
        assertEquals(0, between, "bytes in ticks without a look");
        assertTrue(mostInALook <= LOOK_BYTES, mostInALook + " bytes in a tick with a look");
    }
}
