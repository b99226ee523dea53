package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.testgame.world.StandInCreature;
import io.github.metabgm.testgame.world.StandInVehicle;
import net.minecraft.world.entity.Entity;
import net.minecraft.world.level.Level;
import org.junit.jupiter.api.Test;

class MovementTest {
    private static final double WALK = 4.3;
    private static final int TICKS_PER_SECOND = 20;

    private final Stage stage = new Stage();

    private Sample step(double blocksPerSecond) {
        Entity mover = Footing.of(stage.player());
        mover.setPos(mover.getX() + blocksPerSecond / TICKS_PER_SECOND, mover.getY(), mover.getZ());
        return stage.tick();
    }

    @Test
    void theFirstTickKnowsNoSpeed() {
        Sample sample = stage.tick();
        assertTrue(Double.isNaN(sample.speed()));
        assertFalse(sample.knows(Condition.WALKING));
    }

    @Test
    void walking() {
        stage.tick();
        Sample sample = step(WALK);
        assertEquals(WALK, sample.speed(), 1e-9);
        assertTrue(sample.holds(Condition.WALKING));
        assertFalse(step(0.1).holds(Condition.WALKING), "standing");
        stage.player().flags().sprinting = true;
        sample = step(5.6);
        assertFalse(sample.holds(Condition.WALKING), "sprinting");
        assertTrue(sample.holds(Condition.SPRINTING));
        stage.player().flags().sprinting = false;
        stage.player().flags().onGround = false;
        assertFalse(step(WALK).holds(Condition.WALKING), "in the air");
    }

    @Test
    void severalTicksInOneFrameAreNoFaster() {
        stage.tick();
        stage.timeMs -= Stage.TICK_MS - 1;
        assertEquals(WALK, step(WALK).speed(), 1e-9);
    }

    @Test
    void upAndDownCount() {
        stage.tick();
        stage.player().setPos(stage.player().getX(), stage.player().getY() - 2, stage.player().getZ());
        assertEquals(40, stage.tick().speed(), 1e-9);
    }

    @Test
    void aJumpFromPlaceToPlaceIsNoSpeed() {
        stage.tick();
        step(WALK);
        stage.player().setPos(1_000, 64, 1_000);
        assertTrue(Double.isNaN(stage.tick().speed()));
        assertEquals(WALK, step(WALK).speed(), 1e-9);
        stage.enter(Level.END);
        assertTrue(Double.isNaN(stage.tick().speed()));
    }

    @Test
    void posesAreRead() {
        stage.player().flags().crouching = true;
        assertTrue(stage.tick().holds(Condition.SNEAKING));
        stage.player().flags().swimming = true;
        assertTrue(stage.tick().holds(Condition.SWIMMING));
        stage.player().flags().fallFlying = true;
        assertTrue(stage.tick().holds(Condition.GLIDING));
    }

    @Test
    void whatIsRiddenIsNamedAndMoves() {
        StandInVehicle boat = new StandInVehicle(StandInVehicle.type("oak_boat"), stage.level());
        stage.player().startRiding(boat);
        assertTrue(Double.isNaN(stage.tick().speed()));
        Sample sample = step(8);
        assertEquals("oak_boat", sample.vehicle());
        assertTrue(sample.holds(Condition.RIDING));
        assertFalse(sample.holds(Condition.WALKING));
        assertEquals(8, sample.speed(), 1e-9);
        stage.player().stopRiding();
        assertNull(stage.tick().vehicle());
        assertFalse(stage.tick().holds(Condition.RIDING));
    }

    @Test
    void namesOfAModKeepTheModsName() {
        stage.player().startRiding(new StandInCreature(StandInCreature.type("a_pack:giant_snail"), stage.level()));
        assertEquals("a_pack:giant_snail", stage.tick().vehicle());
    }
}
