package io.github.metabgm.core.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleTest {
    private final Sample sample = new Sample();

    @Test
    void nothingOfTheTickBeforeIsLeft() {
        sample.reset(50);
        sample.biome(Samples.biomeOf("a:b"));
        sample.dimension("a:d");
        sample.y(12);
        sample.timeOfDay(6_000);
        sample.weather(Weather.RAIN);
        sample.health(19);
        sample.absorption(4);
        sample.maxHealth(20);
        sample.food(18);
        sample.saturation(3);
        sample.speed(4);
        sample.vehicle("oak_boat");
        sample.condition(Condition.WET, true);
        sample.hostile("zombie", 3);
        sample.targeted(true);
        sample.biomeAhead(Map.of("a:c", 0.5));
        sample.reset(100);
        assertEquals(100, sample.timeMs());
        assertNull(sample.biome());
        assertNull(sample.dimension());
        assertNull(sample.weather());
        assertNull(sample.vehicle());
        assertEquals(Sample.NO_CLOCK, sample.timeOfDay());
        double[] unknown = {
            sample.y(),
            sample.health(),
            sample.absorption(),
            sample.maxHealth(),
            sample.food(),
            sample.saturation(),
            sample.speed(),
            sample.hostiles().nearest()
        };
        for (double quantity : unknown) {
            assertTrue(Double.isNaN(quantity));
        }
        assertFalse(sample.knows(Condition.WET) || sample.holds(Condition.WET));
        assertEquals(0, sample.hostiles().count());
        assertEquals(List.of(), sample.hostiles().kinds());
        assertFalse(sample.hostiles().knowTarget() || sample.hostiles().targetPlayer());
        assertEquals(Map.of(), sample.biomeAhead());
    }

    @Test
    void hostilesAreGatheredByKindWithinTheirRange() {
        sample.hostile("zombie", 7);
        sample.hostile("stray", Hostiles.RANGE_BLOCKS);
        sample.hostile("zombie", 2.5);
        sample.hostile("ghast", Math.nextUp(Hostiles.RANGE_BLOCKS));
        sample.hostile("vex", Double.NaN);
        assertEquals(List.of("zombie", "stray"), sample.hostiles().kinds());
        assertEquals(3, sample.hostiles().count());
        assertEquals(2.5, sample.hostiles().nearest());
    }

    @Test
    void aBiomeKeepsItsOwnTagsAndKnowsThreeKindsOfPrecipitation() {
        List<String> tags = new ArrayList<>(List.of("minecraft:is_forest"));
        Biome biome = new Biome("a:b", tags, 0.7, Biome.SNOW);
        tags.clear();
        assertEquals(List.of("minecraft:is_forest"), biome.tags());
        assertNull(new Biome("a:b", List.of(), Double.NaN, null).precipitation());
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new Biome("a:b", List.of(), 0.7, "hail"))
                .getMessage();
        assertEquals("precipitation of a:b: \"hail\", expected one of [none, rain, snow]", message);
    }
}
