package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.metabgm.core.scene.Biome;
import io.github.metabgm.testgame.world.BiomeMap;
import io.github.metabgm.testgame.world.StandInBiomes;
import io.github.metabgm.testgame.world.StandInVehicle;
import java.util.List;
import net.minecraft.core.Holder;
import net.minecraft.world.level.Level;
import org.junit.jupiter.api.Test;

class PlaceTest {
    private static final Holder<net.minecraft.world.level.biome.Biome> GROVE = StandInBiomes.of(
            "a_pack:silver_grove", 0.25f, true, "a_pack:is_odd", "c:is_magical", "minecraft:is_forest");

    private final Stage stage = new Stage();

    @Test
    void aBiomeIsToldWithAllThatItsRegistryKnows() {
        stage.level().setBiomes(BiomeMap.everywhere(GROVE));
        Biome biome = stage.tick().biome();
        assertEquals("a_pack:silver_grove", biome.key());
        assertEquals(List.of("c:is_magical", "minecraft:is_forest", "a_pack:is_odd"), biome.tags());
        assertEquals(0.25, biome.temperature());
        assertEquals(Biome.RAIN, biome.precipitation());
        assertEquals("minecraft:overworld", stage.tick().dimension());
    }

    @Test
    void oneObjectForOneBiome() {
        stage.level().setBiomes(BiomeMap.everywhere(GROVE));
        assertSame(stage.tick().biome(), stage.tick().biome());
    }

    @Test
    void theSameBiomeHasSnowOnItsHeightsAndRainBelow() {
        stage.level().setBiomes(BiomeMap.everywhere(GROVE));
        stage.player().setPos(0, 200, 0);
        assertEquals(Biome.SNOW, stage.tick().biome().precipitation());
        stage.player().setPos(0, 64, 0);
        assertEquals(Biome.RAIN, stage.tick().biome().precipitation());
    }

    @Test
    void nothingIsMadeUpOfAChunkThatIsNotThere() {
        stage.level().setChunks((x, z) -> false);
        assertNull(stage.tick().biome());
        assertNull(stage.tick().weather());
        assertEquals("minecraft:overworld", stage.tick().dimension());
        stage.level().setChunks((x, z) -> true);
        assertEquals("minecraft:plains", stage.tick().biome().key());
    }

    @Test
    void aboveTheWorldAndBelowItTheColumnsBiomeHolds() {
        stage.level().setBiomes(BiomeMap.everywhere(GROVE));
        stage.player().setPos(0, 400, 0);
        assertEquals("a_pack:silver_grove", stage.tick().biome().key());
        stage.player().setPos(0, -80, 0);
        assertEquals("a_pack:silver_grove", stage.tick().biome().key());
    }

    @Test
    void whatIsRiddenHasThePlace() {
        stage.level().setBiomes((x, y, z) -> x > 10 ? GROVE : StandInBiomes.PLAINS);
        StandInVehicle boat = new StandInVehicle(StandInVehicle.type("oak_boat"), stage.level());
        boat.setPos(100, 63, 0);
        stage.player().startRiding(boat);
        stage.player().setPos(0, 63, 0);
        stage.timeMs += Stage.TICK_MS;
        assertEquals("a_pack:silver_grove", stage.sampler.tick(stage.game, stage.timeMs).biome().key());
    }

    @Test
    void aBiomeWithoutANameIsUnknown() {
        stage.level().setBiomes(BiomeMap.everywhere(
                new Holder.Direct<>(new net.minecraft.world.level.biome.Biome(1, true))));
        assertNull(stage.tick().biome());
    }

    @Test
    void anotherDimensionIsReadFromTheStart() {
        stage.tick();
        stage.enter(Level.NETHER);
        stage.level().setBiomes(BiomeMap.everywhere(StandInBiomes.of("minecraft:nether_wastes", 2, false)));
        assertEquals("minecraft:the_nether", stage.tick().dimension());
        assertEquals("minecraft:nether_wastes", stage.tick().biome().key());
        assertEquals(Biome.NO_PRECIPITATION, stage.tick().biome().precipitation());
    }
}
