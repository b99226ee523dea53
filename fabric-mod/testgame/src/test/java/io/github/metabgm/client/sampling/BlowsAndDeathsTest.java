package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.testgame.world.StandInMonster;
import java.util.List;
import net.minecraft.world.damagesource.DamageSource;
import net.minecraft.world.entity.Entity;
import net.minecraft.world.level.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlowsAndDeathsTest {
    private final Stage stage = new Stage();

    @BeforeEach
    void begin() {
        stage.tick();
    }

    private void hurtBy(Entity culprit) {
        stage.player().handleDamageEvent(new DamageSource(culprit));
    }

    @Test
    void aBlowIsToldOnceWithItsCulprit() {
        hurtBy(stage.monster("zombie", 1));
        stage.ticks(15);
        assertEquals(List.of("hurt:zombie"), stage.told());
        assertEquals(2 * Stage.TICK_MS, stage.events.get(0).timeMs());
    }

    @Test
    void aBlowWhileTheLastStillShakesIsAnother() {
        StandInMonster zombie = stage.monster("zombie", 1);
        hurtBy(zombie);
        stage.ticks(8);
        hurtBy(zombie);
        stage.ticks(15);
        assertEquals(List.of("hurt:zombie", "hurt:zombie"), stage.told());
    }

    @Test
    void falls() {
        hurtBy(null);
        stage.tick();
        assertEquals(List.of("hurt:"), stage.told());
    }

    @Test
    void ownDoingIsNobodysBlow() {
        hurtBy(stage.player());
        stage.tick();
        assertEquals(List.of("hurt:"), stage.told());
    }

    @Test
    void aServerThatDoesNotSayWhatDidIt() {
        stage.player().animateHurt();
        stage.tick();
        assertEquals(List.of("hurt:"), stage.told());
    }

    @Test
    void deathAndRespawn() {
        stage.player().setHealth(0);
        assertFalse(stage.tick().holds(Condition.ALIVE));
        stage.ticks(40);
        assertEquals(List.of("death:"), stage.told());
        stage.embody();
        assertTrue(stage.tick().holds(Condition.ALIVE));
        stage.ticks(40);
        assertEquals(List.of("death:", "respawn:"), stage.told());
    }

    @Test
    void aDeathBetweenTwoTicks() {
        stage.player().setHealth(0);
        stage.embody();
        stage.tick();
        assertEquals(List.of("death:", "respawn:"), stage.told());
    }

    @Test
    void deathInOneDimensionRespawnInAnother() {
        stage.enter(Level.NETHER);
        stage.tick();
        stage.player().setHealth(0);
        stage.tick();
        stage.enter(Level.OVERWORLD);
        stage.ticks(3);
        assertEquals(List.of("death:", "respawn:"), stage.told());
    }

    @Test
    void anotherDimensionAloneIsNoDeath() {
        stage.enter(Level.NETHER);
        stage.ticks(3);
        assertEquals(List.of(), stage.told());
    }

    @Test
    void whoJoinsDeadHasNotJustDied() {
        stage.sampler.worldLeft();
        stage.enter(Level.OVERWORLD);
        stage.player().setHealth(0);
        stage.ticks(3);
        assertEquals(List.of(), stage.told());
        stage.embody();
        stage.tick();
        assertEquals(List.of("respawn:"), stage.told());
    }

    @Test
    void aNewBodyIsNotHurtByTheOldOnesBlow() {
        stage.embody();
        stage.player().animateHurt();
        stage.tick();
        assertEquals(List.of(), stage.told());
    }
}
