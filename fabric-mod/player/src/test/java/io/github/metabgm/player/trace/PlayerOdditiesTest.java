package io.github.metabgm.player.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.GameEvent.Kind;
import io.github.metabgm.core.scene.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The oddities of tests/traces/README.md that lie in the player, by their numbers there, in the recordings themselves. */
class PlayerOdditiesTest {
    private static final Lived JOURNEY = Lived.recorded("journey.jsonl");
    private static final Lived FIGHTS = Lived.recorded("fights.jsonl");

    @Test
    void oddity5DeathIsShorterThanALineAndHealthNegative() {
        assertEquals(9, FIGHTS.eventsOf(Kind.DEATH).size());
        assertEquals(9, FIGHTS.eventsOf(Kind.RESPAWN).size());
        assertTrue(FIGHTS.samples.stream().allMatch(sample -> !(sample.health() < 0)));
        long dead = FIGHTS.samples.stream()
                .filter(sample -> sample.knows(Condition.ALIVE) && !sample.holds(Condition.ALIVE))
                .count();
        assertTrue(dead >= 9 && dead <= 27, dead + " ticks dead in nine deaths of 50 ms");
    }

    @Test
    void oddity6ARespawnTellsTheOldPlaceFirst() {
        assertEquals(List.of("@192131"), JOURNEY.eventsOf(Kind.DEATH));
        assertEquals(List.of("@192157"), JOURNEY.eventsOf(Kind.RESPAWN));
        assertNull(JOURNEY.at(192_500).biome(), "the biome of the death is no biome of the respawn");
        assertEquals("minecraft:forest", JOURNEY.at(193_100).biome().key());
        assertTrue(JOURNEY.samples.stream().noneMatch(sample -> sample.speed() > 60), "nobody flew back");
    }

    @Test
    void oddity7WhileRidingOnlyTheVehicleMoves() {
        Sample early = JOURNEY.at(250_000);
        assertEquals("oak_boat", early.vehicle());
        assertTrue(early.speed() > 1, "the position stands still, the boat does not");
        assertFalse(early.knows(Condition.IN_WATER), "what the physics said before they stopped");
        assertTrue(early.holds(Condition.RIDING));
        assertNull(JOURNEY.at(400_000).vehicle(), "ridingRaw is set for ever");
        assertEquals("minecraft:deep_ocean", JOURNEY.at(270_000).biome().key());
    }

    @Test
    void oddity9SkyThatIsUnknownStaysUnknown() {
        assertTrue(JOURNEY.at(10_000).knows(Condition.UNDER_ROOF));
        assertFalse(JOURNEY.at(10_000).holds(Condition.UNDER_ROOF), "sky light is 0 there");
        assertTrue(JOURNEY.at(100_000).holds(Condition.UNDER_ROOF));
        assertFalse(JOURNEY.at(500).knows(Condition.UNDER_ROOF));
    }

    @Test
    void oddity11WhatWasNeverToldIsLeftOut() {
        assertTrue(FIGHTS.samples.stream().noneMatch(sample -> sample.knows(Condition.ON_FIRE)));
        assertTrue(JOURNEY.at(360_000).holds(Condition.ON_FIRE));
        assertTrue(JOURNEY.at(59_050).holds(Condition.SPRINTING), "known to the client alone");
    }

    @Test
    void oddity13BlowsHaveADealerFallsHaveNone() {
        assertTrue(JOURNEY.eventsOf(Kind.HURT).contains("@92480"), "a fall");
        assertTrue(JOURNEY.eventsOf(Kind.HURT).contains("skeleton@124008"), "not the arrow");
        assertEquals(
                List.of("zombie@128164", "zombie@130115", "skeleton@134675", "spider@158057"),
                JOURNEY.eventsOf(Kind.KILL));
        Sample crowd = FIGHTS.samples.stream().filter(sample -> sample.hostiles().count() == 15).findFirst().orElseThrow();
        assertEquals(List.of("zombie", "skeleton"), crowd.hostiles().kinds());
    }
}
