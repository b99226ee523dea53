package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.scene.Hostiles;
import io.github.metabgm.testgame.world.StandInMonster;
import java.util.List;
import net.minecraft.world.entity.EntityType;
import net.minecraft.world.level.Level;
import org.junit.jupiter.api.Test;

class HostilesTest {
    private final Stage stage = new Stage();

    @Test
    void hostilesInRangeByKindCountAndDistance() {
        stage.monster("zombie", 10);
        stage.monster("a_pack:ghoul", 7);
        stage.monster("zombie", 23);
        stage.monster("creeper", 25);
        stage.creature("cow", 2);
        Hostiles hostiles = stage.look().hostiles();
        assertEquals(List.of("zombie", "a_pack:ghoul"), hostiles.kinds());
        assertEquals(3, hostiles.count());
        assertEquals(7, hostiles.nearest(), 1e-9);
    }

    @Test
    void distancesAreThoseOfTheTick() {
        StandInMonster zombie = stage.monster("zombie", 30);
        stage.look();
        stage.tick();
        zombie.setPos(20.5, 64, 0.5);
        assertEquals(20, stage.tick().hostiles().nearest(), 1e-9);
        zombie.setPos(25.5, 64, 0.5);
        assertEquals(0, stage.tick().hostiles().count());
    }

    @Test
    void heightIsDistanceToo() {
        StandInMonster bat = stage.monster("phantom", 0);
        bat.setPos(0.5, 64 + 25, 0.5);
        assertEquals(0, stage.look().hostiles().count());
    }

    @Test
    void theDeadAndTheGoneAreNoDanger() {
        StandInMonster dead = stage.monster("zombie", 5);
        StandInMonster gone = stage.monster("skeleton", 5);
        stage.look();
        assertEquals(2, stage.tick().hostiles().count());
        dead.setHealth(0);
        stage.level().removeEntity(gone.getId());
        assertEquals(0, stage.tick().hostiles().count());
    }

    @Test
    void whoIsOutForThePlayer() {
        StandInMonster far = stage.monster("zombie", 40);
        StandInMonster near = stage.monster("zombie", 10);
        far.flags().aggressive = true;
        stage.creature("wolf", 3).flags().aggressive = true;
        assertTrue(stage.look().hostiles().knowTarget());
        assertFalse(stage.look().hostiles().targetPlayer());
        near.flags().aggressive = true;
        assertTrue(stage.look().hostiles().targetPlayer());
        near.setHealth(0);
        assertFalse(stage.look().hostiles().targetPlayer());
    }

    @Test
    void anotherLevelsHostilesAreLeftBehind() {
        stage.monster("zombie", 5);
        assertEquals(1, stage.look().hostiles().count());
        stage.enter(Level.NETHER);
        assertEquals(0, stage.tick().hostiles().count());
    }

    @Test
    void aFarmIsCountedUpToTheLimit() {
        EntityType<StandInMonster> type = StandInMonster.type("zombie");
        for (int i = 0; i < 2_000; i++) {
            StandInMonster zombie = new StandInMonster(type, stage.level());
            zombie.setPos(3, 64, 3);
            stage.level().addEntity(zombie);
        }
        assertEquals(512, stage.look().hostiles().count());
    }
}
