package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Weather;
import java.util.List;
import java.util.Set;
import net.minecraft.world.damagesource.DamageSource;
import net.minecraft.world.level.Level;
import org.junit.jupiter.api.Test;

class WorldsTest {
    private final Stage stage = new Stage();

    @Test
    void oneSampleIsFilledAgainAndAgain() {
        Sample first = stage.tick();
        assertEquals(Stage.TICK_MS, first.timeMs());
        assertSame(first, stage.tick());
        assertEquals(2 * Stage.TICK_MS, first.timeMs());
        assertEquals(Set.of(), stage.faults.partsOff());
    }

    @Test
    void onTheTitleScreenThereIsNothing() {
        stage.tick();
        stage.game.clearClientLevel();
        assertNull(stage.tick());
        stage.enter(Level.OVERWORLD);
        assertNotNull(stage.tick());
    }

    @Test
    void aLevelWithoutAPlayerIsNoWorldYet() {
        stage.game.player = null;
        assertNull(stage.tick());
    }

    @Test
    void aPauseGoesOnWithWhatWas() {
        stage.tick();
        stage.player().setPos(0.7, 64, 0.5);
        assertTrue(stage.tick().holds(Condition.WALKING));
        stage.player().handleDamageEvent(new DamageSource(null));
        stage.game.setPaused(true);
        Sample paused = stage.ticks(3);
        assertEquals(5 * Stage.TICK_MS, paused.timeMs());
        assertEquals("minecraft:plains", paused.biome().key());
        assertEquals(0, paused.speed());
        assertFalse(paused.holds(Condition.WALKING));
        assertEquals(List.of(), stage.told());
        stage.game.setPaused(false);
        stage.tick();
        assertEquals(List.of("hurt:"), stage.told());
    }

    @Test
    void whoPausesBeforeTheFirstTickIsReadAllTheSame() {
        stage.game.setPaused(true);
        assertEquals("minecraft:plains", stage.tick().biome().key());
    }

    @Test
    void theTitleScreenIsAPlaceOfItsOwn() {
        Sample sample = TitleScene.sample(7);
        assertEquals(7, sample.timeMs());
        assertEquals("metabgm:title_screen", sample.biome().key());
        assertEquals("metabgm:title_screen", sample.dimension());
        assertEquals(Weather.CLEAR, sample.weather());
    }
}
