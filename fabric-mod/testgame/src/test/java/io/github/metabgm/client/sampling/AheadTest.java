package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.scene.BiomeAheadSweep;
import io.github.metabgm.testgame.world.StandInBiomes;
import io.github.metabgm.testgame.world.StandInVehicle;
import java.util.Map;
import net.minecraft.core.Holder;
import net.minecraft.world.level.Level;
import net.minecraft.world.level.biome.Biome;
import org.junit.jupiter.api.Test;

class AheadTest {
    private static final Holder<Biome> DESERT = StandInBiomes.of("minecraft:desert", 2, false);
    private static final float EAST = -90;
    private static final float WEST = 90;

    private final Stage stage = new Stage();

    private Map<String, Double> sweep() {
        return Map.copyOf(stage.ticks(BiomeAheadSweep.RAYS).biomeAhead());
    }

    @Test
    void whatLiesInTheLookDirectionIsLikelier() {
        stage.level().setBiomes((x, y, z) -> x >= 2 ? DESERT : StandInBiomes.PLAINS);
        stage.player().setYRot(EAST);
        double facing = sweep().get("minecraft:desert");
        stage.player().setYRot(WEST);
        double behind = sweep().get("minecraft:desert");
        assertTrue(facing > 0.6, "facing it: " + facing);
        assertTrue(behind < 0.15, "behind: " + behind);
    }

    @Test
    void chunksThatAreNotThereSayNothing() {
        stage.level().setBiomes((x, y, z) -> x >= 2 ? DESERT : StandInBiomes.PLAINS);
        stage.level().setChunks((x, z) -> x == 0 && z == 0);
        stage.player().setPos(2, 64, 8);
        stage.player().setYRot(EAST);
        Map<String, Double> seen = sweep();
        assertTrue(seen.get("minecraft:desert") > 0.4, "in this chunk: " + seen);
        stage.level().setChunks((x, z) -> false);
        stage.ticks(BiomeAheadSweep.RAYS);
        assertEquals(Map.of(), sweep());
    }

    @Test
    void cavesAreAsked() {
        stage.level().setBiomes((x, y, z) -> y < 0 ? DESERT : StandInBiomes.PLAINS);
        stage.player().setPos(0, -20, 0);
        assertEquals(Map.of("minecraft:desert", 1.0), sweep());
    }

    @Test
    void aboveTheWorldTheLookGoesOn() {
        stage.player().setPos(0, 500, 0);
        assertEquals(Map.of("minecraft:plains", 1.0), sweep());
    }

    @Test
    void onABoatThePlaceIsTheBoats() {
        stage.level().setBiomes((x, y, z) -> x >= 200 ? DESERT : StandInBiomes.PLAINS);
        StandInVehicle boat = new StandInVehicle(StandInVehicle.type("oak_boat"), stage.level());
        boat.setPos(1_000, 63, 0);
        stage.player().startRiding(boat);
        assertEquals(Map.of("minecraft:desert", 1.0), sweep());
    }

    @Test
    void anotherLevelStartsFromNothing() {
        sweep();
        stage.enter(Level.NETHER);
        assertEquals(Map.of(), stage.tick().biomeAhead());
    }
}
