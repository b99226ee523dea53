package io.github.metabgm.core.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class SceneSamplerTest {
    private static final String NETHER = "minecraft:the_nether";

    private final SceneSampler sampler = new SceneSampler(10_000);
    private final List<Scene> scenes = new ArrayList<>();

    private void run(long fromMs, long toMs, LongFunction<Sample> samples) {
        for (long ms = fromMs; ms < toMs; ms += 50) {
            sampler.tick(samples.apply(ms)).ifPresent(scenes::add);
        }
    }

    private List<String> reasons() {
        return scenes.stream().map(scene -> scene.reason().key() + "@" + scene.timeMs()).toList();
    }

    @Test
    void sendsWhatIsNowAtOnceAndThenAtTheInterval() {
        run(0, 30_100, ms -> Samples.ordinary().at(ms));
        assertEquals(List.of("biome@0", "interval@10000", "interval@20000", "interval@30000"), reasons());
        assertEquals(1, scenes.get(0).samples());
        assertEquals(50, scenes.get(0).windowMs());
        assertEquals(200, scenes.get(1).samples());
        assertEquals(10_000, scenes.get(1).windowMs());
    }

    @Test
    void aChangeIsSentAtOnceAndTellsWhatIsNow() {
        run(0, 5_000, ms -> Samples.ordinary().at(ms));
        run(5_000, 6_000, ms -> Samples.ordinary().biome("minecraft:plains").at(ms));
        run(6_000, 7_000, ms -> Samples.ordinary().biome("minecraft:plains").weather(Weather.RAIN).at(ms));
        assertEquals(List.of("biome@0", "biome@5000", "weather@6000"), reasons());
        assertEquals(Map.of("minecraft:plains", 100.0), scenes.get(1).elements().get(Element.SCENE).get("biome"));
        assertEquals(
                List.of(new GameEvent(5_000, GameEvent.Kind.BIOME_ENTERED, "minecraft:plains")),
                scenes.get(1).crossings());
        assertEquals(List.of(), scenes.get(2).crossings());
    }

    @Test
    void intervalScenesNeverMixTwoBiomes() {
        run(0, 60_000, ms -> Samples.ordinary().biome(ms / 7_000 % 2 == 0 ? "a:a" : "a:b").at(ms));
        for (Scene scene : scenes) {
            assertEquals(1, ((Map<?, ?>) scene.elements().get(Element.SCENE).get("biome")).size());
        }
        assertEquals(9, scenes.size());
    }

    @Test
    void aBorderWalkedAlongIsNotSentEveryTick() {
        run(0, 1_000, ms -> Samples.ordinary().at(ms));
        run(1_000, 3_000, ms -> Samples.ordinary().biome(ms % 100 == 0 ? "minecraft:plains" : Samples.FOREST).at(ms));
        assertTrue(scenes.size() <= 2 + 2_000 / SceneTrigger.LEAST_SPACING_MS, reasons().toString());
        run(3_000, 4_000, ms -> Samples.ordinary().biome("minecraft:plains").at(ms));
        run(4_000, 4_200, ms -> Samples.ordinary().at(ms));
        assertEquals("biome@4000", reasons().get(reasons().size() - 1));
    }

    @Test
    void aChangeThatIsUndoneBeforeItWasSentIsForgotten() {
        run(0, 50, ms -> Samples.ordinary().at(ms));
        run(50, 100, ms -> Samples.ordinary().biome("minecraft:plains").at(ms));
        run(100, 2_000, ms -> Samples.ordinary().at(ms));
        assertEquals(List.of("biome@0"), reasons());
    }

    @Test
    void anUnknownBiomeIsNotSentAndNoChange() {
        run(0, 20_000, ms -> Samples.ordinary().biome(null).at(ms));
        assertEquals(List.of(), reasons());
        run(20_000, 21_000, ms -> Samples.ordinary().at(ms));
        run(21_000, 21_500, ms -> Samples.ordinary().biome(null).at(ms));
        run(21_500, 22_000, ms -> Samples.ordinary().at(ms));
        assertEquals(List.of("biome@20000"), reasons());
    }

    @Test
    void anotherDimensionWaitsForItsOwnBiome() {
        run(0, 1_000, ms -> Samples.ordinary().at(ms));
        run(1_000, 2_000, ms -> Samples.ordinary().dimension(NETHER).biome(null).at(ms));
        assertEquals(List.of("biome@0"), reasons());
        run(2_000, 2_050, ms -> Samples.ordinary().dimension(NETHER).biome("minecraft:nether_wastes").at(ms));
        assertEquals(List.of("biome@0", "dimension@2000"), reasons());
        assertEquals(
                List.of(
                        new GameEvent(2_000, GameEvent.Kind.DIMENSION_CHANGED, NETHER),
                        new GameEvent(2_000, GameEvent.Kind.BIOME_ENTERED, "minecraft:nether_wastes")),
                scenes.get(1).crossings());
    }

    @Test
    void aBlowStartsCombatAndSixQuietSecondsEndIt() {
        run(0, 1_000, ms -> Samples.ordinary().at(ms));
        sampler.event(new GameEvent(990, GameEvent.Kind.HURT, "zombie"));
        run(1_000, 2_000, ms -> Samples.ordinary().at(ms));
        sampler.event(new GameEvent(1_990, GameEvent.Kind.HURT, "zombie"));
        assertTrue(sampler.isFighting());
        run(2_000, 12_000, ms -> Samples.ordinary().at(ms));
        assertFalse(sampler.isFighting());
        assertEquals(List.of("biome@0", "combat@1000", "combat@8950"), reasons());
        Map<String, Object> attack = scenes.get(1).elements().get(Element.BEING_ATTACKED);
        assertEquals(Map.of("Attacked", 100.0, "Not Attacked", 0.0, "Blows", 1.0), attack);
        assertEquals(0.0, scenes.get(2).elements().get(Element.BEING_ATTACKED).get("Attacked"));
    }

    @Test
    void aFallIsNoBlow() {
        run(0, 1_000, ms -> Samples.ordinary().at(ms));
        sampler.event(new GameEvent(990, GameEvent.Kind.HURT, ""));
        run(1_000, 2_000, ms -> Samples.ordinary().at(ms));
        assertEquals(List.of("biome@0"), reasons());
    }

    @Test
    void beingTargetedIsCombat() {
        run(0, 1_000, ms -> Samples.ordinary().at(ms));
        run(1_000, 1_500, ms -> Samples.ordinary().with(sample -> sample.targeted(true)).at(ms));
        assertEquals(List.of("biome@0", "combat@1000"), reasons());
    }

    @Test
    void aNewSessionIsToldAtOnce() {
        run(0, 3_000, ms -> Samples.ordinary().at(ms));
        sampler.resend();
        Scene scene = sampler.tick(Samples.ordinary().at(3_000)).orElseThrow();
        assertEquals(SceneReason.BIOME, scene.reason());
        assertEquals(List.of(), scene.crossings());
    }

    @Test
    void theIntervalHasLimits() {
        assertThrows(IllegalArgumentException.class, () -> new SceneSampler(999));
        assertThrows(IllegalArgumentException.class, () -> new SceneSampler(60_001));
    }
}
