package io.github.metabgm.core.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    private static final double TOLERANCE = 1e-9;

    private final Window window = new Window();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void sharesAndPairsAddUpToAHundred(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int ticks = 1 + random.nextInt(400);
        for (int tick = 0; tick < ticks; tick++) {
            window.add(Samples.random(random, tick * 50L), random.nextBoolean());
        }
        Map<Element, Map<String, Object>> scene = window.scene();
        assertEquals(List.of(Element.values()), List.copyOf(scene.keySet()));
        assertEquals(100, sum((Map<?, ?>) scene.get(Element.SCENE).get("biome")), TOLERANCE);
        assertEquals(100, sum((Map<?, ?>) scene.get(Element.SCENE).get("dimension")), TOLERANCE);
        assertEquals(100, sum(scene.get(Element.WEATHER)), TOLERANCE);
        assertEquals(100 + (double) scene.get(Element.TIME).get("Time Of Day"), sum(scene.get(Element.TIME)), TOLERANCE);
        scene.values().forEach(WindowTest::assertPairsAddUp);
    }

    private static double sum(Map<?, ?> shares) {
        return shares.values().stream().mapToDouble(share -> (double) share).sum();
    }

    private static void assertPairsAddUp(Map<String, Object> labels) {
        labels.forEach((label, share) -> {
            if (label.startsWith("Not ")) {
                double other = (double) labels.get(label.substring("Not ".length()));
                assertEquals(100, other + (double) share, TOLERANCE, label);
                assertTrue(other >= 0 && other <= 100, label);
            }
        });
    }

    @Test
    void anUnknownConditionIsLeftOutRatherThanDenied() {
        window.add(Samples.ordinary().with(sample -> sample.condition(Condition.ON_FIRE, true)).at(0), false);
        window.add(Samples.ordinary().at(50), false);
        Map<String, Object> status = window.scene().get(Element.STATUS);
        assertEquals(Map.of("On Fire", 100.0, "Not On Fire", 0.0), status);
    }

    @Test
    void quantitiesAreLastLeastAndMean() {
        window.add(Samples.ordinary().vitals(12, 18, 5).at(0), false);
        window.add(Samples.ordinary().vitals(4.5, 17, 0).at(50), false);
        window.add(Samples.ordinary().vitals(9, 17, 0).at(100), false);
        Map<Element, Map<String, Object>> scene = window.scene();
        assertEquals(Map.of("Health", 9.0, "Lowest Health", 4.5, "Max Health", 20.0), scene.get(Element.HEALTH));
        assertEquals(Map.of("Food", 17.0, "Saturation", 0.0), scene.get(Element.SATIETY));
        assertEquals(0.7, (double) scene.get(Element.TEMPERATURE).get("Temperature"), TOLERANCE);
        assertEquals(4.3, (double) scene.get(Element.MOVEMENT).get("Speed"), TOLERANCE);
        assertEquals(64.0, scene.get(Element.POSITION).get("Y"));
    }

    @Test
    void aClearedWindowRemembersNothing() {
        SplittableRandom random = new SplittableRandom(7);
        for (int tick = 0; tick < 50; tick++) {
            window.add(Samples.random(random, tick * 50L), true);
            window.addBlow();
        }
        window.clear();
        assertFalse(window.isComplete());
        assertEquals(0, window.lengthMs());
        Window fresh = new Window();
        window.add(Samples.ordinary().at(5_000), false);
        fresh.add(Samples.ordinary().at(5_000), false);
        assertEquals(fresh.scene(), window.scene());
        assertEquals(fresh.lengthMs(), window.lengthMs());
    }

    @Test
    void whatTheGameHasNotToldIsEmpty() {
        window.add(new Sample(), false);
        assertEquals(Map.of(), window.scene().get(Element.HEALTH));
        assertEquals(Map.of(), window.scene().get(Element.SATIETY));
    }

    @Test
    void negativeHealthCountsAsNone() {
        window.add(Samples.ordinary().vitals(-2, 18, 5).at(0), false);
        assertEquals(0.0, window.scene().get(Element.HEALTH).get("Lowest Health"));
    }

    @Test
    void hostilesByShareOfTheWindow() {
        window.add(Samples.ordinary().with(WindowTest::pile).at(0), false);
        window.add(Samples.ordinary().with(WindowTest::straggler).at(50), false);
        window.add(Samples.ordinary().at(100), false);
        window.add(Samples.ordinary().at(150), false);
        assertEquals(
                Map.of("zombie", 50.0, "skeleton", 25.0, "Count", 16.0, "Nearest", 0.04, "Targeting Player", 50.0),
                window.scene().get(Element.HOSTILE_ENTITY));
    }

    private static void pile(Sample sample) {
        for (int i = 0; i < 15; i++) {
            sample.hostile("zombie", 3 + i);
        }
        sample.hostile("skeleton", 0.04);
        sample.hostile("ghast", Hostiles.RANGE_BLOCKS + 0.1);
        sample.targeted(true);
    }

    private static void straggler(Sample sample) {
        sample.hostile("zombie", 9);
        sample.targeted(false);
    }

    @Test
    void blowsAreCountedAndFelt() {
        window.add(Samples.ordinary().at(0), true);
        window.addBlow();
        window.add(Samples.ordinary().at(50), false);
        assertEquals(
                Map.of("Attacked", 50.0, "Not Attacked", 50.0, "Blows", 1.0),
                window.scene().get(Element.BEING_ATTACKED));
    }

    @Test
    void isNotCompleteBeforeTheBiomeIsKnown() {
        window.add(Samples.ordinary().biome(null).at(0), false);
        assertFalse(window.isComplete());
        window.add(Samples.ordinary().at(50), false);
        assertTrue(window.isComplete());
        assertEquals(100, window.lengthMs());
        assertEquals(2, window.samples());
    }
}
