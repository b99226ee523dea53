package io.github.metabgm.player.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.scene.Element;
import io.github.metabgm.core.scene.GameEvent.Kind;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.SceneReason;
import io.github.metabgm.core.scene.Weather;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The oddities of tests/traces/README.md that lie in the world, by their numbers there, in the recordings themselves. */
class WorldOdditiesTest {
    private static final Lived JOURNEY = Lived.recorded("journey.jsonl");
    private static final Lived QUIET = Lived.recorded("quiet.jsonl");
    private static final Lived FIGHTS = Lived.recorded("fights.jsonl");

    @Test
    void oddity1TheFirstBiomeIsFalse() {
        for (Lived lived : List.of(JOURNEY, QUIET, FIGHTS)) {
            assertNull(lived.at(1_500).biome(), "plains, but its chunk is not loaded");
            assertEquals("minecraft:forest", lived.at(2_500).biome().key());
            assertEquals(SceneReason.BIOME, lived.scenes.get(0).reason());
            assertTrue(lived.scenes.get(0).timeMs() >= 2_000);
        }
        assertNull(JOURNEY.at(500).weather());
        assertEquals(Sample.NO_CLOCK, JOURNEY.at(500).timeOfDay());
        assertTrue(Double.isNaN(JOURNEY.at(0).health()));
    }

    @Test
    void oddity2BiomesGoByKeyNotById() {
        assertEquals("minecraft:forest", JOURNEY.at(59_050).biome().key(), "windswept_forest by the static table");
    }

    @Test
    void oddity3WidenedFloatsAreKeptAsTheyAre() {
        assertEquals(0.7, JOURNEY.at(10_000).biome().temperature(), 1e-6);
        double health = FIGHTS.samples.stream().mapToDouble(sample -> sample.health()).filter(h -> h > 0).min()
                .orElseThrow();
        assertTrue(health > 0 && health < 20);
    }

    @Test
    void oddity4TheRainFlagLies() {
        assertEquals(Weather.CLEAR, JOURNEY.at(59_050).weather(), "isRaining is true, rainLevel 0");
        assertEquals(Weather.RAIN, JOURNEY.at(250_000).weather());
        assertEquals(Weather.THUNDER, JOURNEY.at(300_000).weather());
        assertEquals(Weather.SNOW, JOURNEY.at(450_000).weather());
        assertEquals(Weather.CLEAR, JOURNEY.at(400_000).weather(), "no weather in the nether");
    }

    @Test
    void oddity8TheClockJumpsAndRunsAtItsOwnSpeed() {
        for (Lived lived : List.of(JOURNEY, QUIET, FIGHTS)) {
            assertTrue(lived.scenes.stream().noneMatch(scene -> {
                double ticks = (double) scene.elements()
                        .get(Element.TIME)
                        .get("Time Of Day");
                return ticks < 0 || ticks > 23_999;
            }));
        }
        assertEquals(9_840, JOURNEY.at(492_150).timeOfDay(), "the end has its own clock");
    }

    @Test
    void oddity10EveryBorderIsToldOnce() {
        List<String> entered = QUIET.eventsOf(Kind.BIOME_ENTERED);
        long biomeScenes = QUIET.scenes.stream().filter(scene -> scene.reason() == SceneReason.BIOME).count();
        assertEquals(biomeScenes - 1, entered.size(), "the first scene enters nothing");
        assertEquals(54, entered.size());
        assertTrue(entered.contains("minecraft:dripstone_caves@157150"), "borders are vertical too: " + entered);
    }

    @Test
    void oddity12DimensionsGetTheirNamespace() {
        assertEquals("minecraft:overworld", JOURNEY.at(10_000).dimension());
        assertEquals(
                List.of(
                        "minecraft:the_nether@368100",
                        "minecraft:overworld@424150",
                        "minecraft:the_end@492150",
                        "minecraft:overworld@507150"),
                JOURNEY.eventsOf(Kind.DIMENSION_CHANGED));
        assertNull(JOURNEY.at(367_500).biome(), "no desert in the nether");
    }

    @Test
    void oddity14LinesComeAtAnySpacing() {
        assertEquals(529_689 / 50 + 1, JOURNEY.samples.size());
        assertTrue(JOURNEY.samples.stream().allMatch(sample -> !Double.isInfinite(sample.speed())));
    }

    @Test
    void oddity15NothingIsNotANumberInAScene() {
        for (Lived lived : List.of(JOURNEY, QUIET, FIGHTS)) {
            lived.scenes.forEach(scene -> scene.elements().values().forEach(labels -> labels.values().forEach(
                    value -> assertTrue(!(value instanceof Double number) || Double.isFinite(number), labels::toString))));
        }
    }
}
