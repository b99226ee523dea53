package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.Sample;
import net.minecraft.world.level.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionTest {
    private final Stage stage = new Stage();

    @Test
    void heightGroundAndWater() {
        stage.player().setPos(0.5, -12.25, 0.5);
        stage.player().flags().inWater = true;
        stage.player().flags().eyesInWater = true;
        Sample sample = stage.tick();
        assertEquals(-12.25, sample.y());
        assertTrue(sample.holds(Condition.ON_GROUND));
        assertTrue(sample.holds(Condition.IN_WATER));
        assertTrue(sample.holds(Condition.UNDER_WATER));
        stage.player().flags().eyesInWater = false;
        stage.player().flags().onGround = false;
        assertFalse(stage.tick().holds(Condition.UNDER_WATER));
        assertFalse(stage.tick().holds(Condition.ON_GROUND));
    }

    @ParameterizedTest
    @CsvSource({"15, false", "12, false", "11, true", "0, true"})
    void aRoofTakesTheSkysLight(int light, boolean expected) {
        stage.level().setSkyLight(position -> light);
        assertEquals(expected, stage.look().holds(Condition.UNDER_ROOF));
        assertTrue(stage.tick().knows(Condition.UNDER_ROOF));
    }

    @Test
    void theLightIsThatAtTheHead() {
        stage.level().setSkyLight(position -> position.getY() == 65 ? 0 : 15);
        assertTrue(stage.look().holds(Condition.UNDER_ROOF));
    }

    @Test
    void theNetherIsAllRoofAndTheEndTellsNothing() {
        stage.enter(Level.NETHER);
        assertTrue(stage.look().holds(Condition.UNDER_ROOF));
        stage.enter(Level.END);
        assertFalse(stage.look().knows(Condition.UNDER_ROOF));
    }

    @Test
    void underWaterTheLightTellsNothing() {
        stage.level().setSkyLight(position -> 3);
        stage.player().flags().inWater = true;
        stage.player().flags().eyesInWater = true;
        assertFalse(stage.look().knows(Condition.UNDER_ROOF));
    }

    @Test
    void aChunkThatIsNotThereHasNoLight() {
        stage.level().setChunks((x, z) -> false);
        assertFalse(stage.look().knows(Condition.UNDER_ROOF));
    }
}
