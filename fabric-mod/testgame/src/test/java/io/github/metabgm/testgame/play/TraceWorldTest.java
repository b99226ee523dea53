package io.github.metabgm.testgame.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Notices;
import io.github.metabgm.client.sampling.GameSampler;
import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.testing.Repository;
import io.github.metabgm.player.trace.TraceWalk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.minecraft.client.Minecraft;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the mod reads of the game is what the trace put into it, tick by tick over whole traces. */
class TraceWorldTest {
    private static final int TICK_MS = 50;
    private final SampleComparison comparison = new SampleComparison();
    private final List<GameEvent> told = new ArrayList<>();
    private final List<GameEvent> expectedEvents = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"journey, 9000", "quiet, 5000", "fights, 2000"})
    void modReadsBackWhatTheTracePutIn(String name, int leastTicks) throws Exception {
        Path file = Repository.folder("tests/traces").resolve(name + ".jsonl");
        TraceWalk expected = TraceWalk.of(file);
        Minecraft game = new Minecraft();
        TraceWorld world = new TraceWorld(game, TraceWalk.of(file));
        GameSampler sampler = new GameSampler(new Faults(new Notices()), told::add);
        for (long ms = 0; ms < expected.lengthMs(); ms += TICK_MS) {
            List<GameEvent> events = expected.advanceTo(ms);
            expectedEvents.addAll(events);
            if (!events.isEmpty()) {
                comparison.happened();
            }
            world.advanceTo(ms);
            game.tick();
            comparison.compare(ms, expected.sample(ms), sampler.tick(game, ms), game.player);
        }
        assertTrue(comparison.comparedTicks() > leastTicks, comparison.comparedTicks() + " ticks compared");
        assertEquals(Map.of(), comparison.differences());
        // A trace does not tell when a boss is seen.
        told.removeIf(event -> event.kind() == GameEvent.Kind.BOSS_SEEN);
        assertEquals(counts(expectedEvents), counts(told));
    }

    private static Map<String, Integer> counts(List<GameEvent> events) {
        Map<String, Integer> counts = new TreeMap<>();
        events.forEach(event -> counts.merge(event.kind() + " " + event.detail(), 1, Integer::sum));
        return counts;
    }
}
