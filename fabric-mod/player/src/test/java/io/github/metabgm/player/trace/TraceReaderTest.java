package io.github.metabgm.player.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.GameEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceReaderTest {
    @TempDir
    private Path folder;

    private Path trace(String... lines) throws IOException {
        return Files.write(folder.resolve("t.jsonl"), List.of(lines));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ms\":5 | :2: not JSON",
                "[1] | :2: expected a JSON object",
                "{\"ms\":\"x\"} | :2: ms: \"x\"",
                "{\"v\":1} | :2: ms: null",
                "{\"ms\":-5} | :2: ms: -5",
                "{\"ms\":1} | :2: ms: 1, expected no less",
                "{\"ms\":9,\"biome\":\"plains\"} | :2: biome: \"plains\", expected an object",
                "{\"ms\":9,\"weather\":{\"rainLevel\":true}} | :2: weather.rainLevel: true, expected a number",
                "{\"ms\":9,\"flags\":{\"sneaking\":1}} | :2: flags.sneaking: 1, expected true, false",
                "{\"ms\":9,\"hostiles\":[7]} | :2: hostiles.0: 7, expected an object",
                "{\"ms\":9,\"hostiles\":{}} | :2: hostiles: {}, expected an array",
                "{\"ms\":9,\"events\":[{\"kind\":\"death\"}]} | :2: events.0.ms: null"
            })
    void namesFileLineAndField(String line, String expected) throws IOException {
        Path file = trace("{\"ms\":2}", line);
        String message = assertThrows(TraceException.class, () -> TraceWalk.of(file)).getMessage();
        assertTrue(message.startsWith(file + expected), message);
    }

    @Test
    void aMissingOrEmptyFileIsNoTrace() throws IOException {
        assertThrows(TraceException.class, () -> TraceWalk.of(folder.resolve("none.jsonl")));
        Path empty = trace("", " ");
        assertTrue(assertThrows(TraceException.class, () -> TraceWalk.of(empty)).getMessage().contains("no line"));
    }

    @Test
    void aLineMayKnowNothing() throws Exception {
        Lived lived = Lived.of(trace("{\"ms\":0}", "{\"ms\":100,\"hostiles\":[{}],\"events\":[{\"ms\":50}]}"));
        assertNull(lived.at(100).biome());
        assertEquals(List.of(), lived.scenes);
    }

    @Test
    void withoutInstantRespawnDeathLastsUntilTheRespawn() throws Exception {
        Lived lived = Lived.of(trace(
                "{\"ms\":0,\"health\":3}",
                "{\"ms\":1000,\"health\":-1,\"events\":[{\"kind\":\"death\",\"ms\":500}]}",
                "{\"ms\":2000,\"health\":0}",
                "{\"ms\":3000,\"health\":20,\"events\":[{\"kind\":\"respawn_packet\",\"ms\":2500}]}"));
        assertTrue(lived.at(450).holds(Condition.ALIVE));
        assertTrue(!lived.at(500).holds(Condition.ALIVE) && !lived.at(2_450).holds(Condition.ALIVE));
        assertTrue(lived.at(2_500).holds(Condition.ALIVE));
        assertEquals(0, lived.at(1_500).health());
    }

    @Test
    void aRespawnWithoutADeathIsOnlyAnotherWorld() throws Exception {
        Lived lived = Lived.of(trace(
                "{\"ms\":0,\"dimension\":\"overworld\"}",
                "{\"ms\":1000,\"dimension\":\"the_end\",\"events\":[{\"kind\":\"respawn_packet\",\"ms\":500,"
                        + "\"world\":\"minecraft:the_end\"}]}"));
        assertEquals(List.of(), lived.events);
        assertEquals("minecraft:overworld", lived.at(450).dimension());
        assertEquals("minecraft:the_end", lived.at(500).dimension());
    }

    @Test
    void onlyWhatThePlayerHitIsAKill() throws Exception {
        Lived lived = Lived.of(trace(
                "{\"ms\":0}",
                "{\"ms\":1000,\"events\":["
                        + "{\"kind\":\"hurt_other\",\"ms\":100,\"entity\":\"cow\",\"entityId\":7,\"cause\":\"player\"},"
                        + "{\"kind\":\"hurt_other\",\"ms\":110,\"entity\":\"pig\",\"entityId\":8,\"cause\":\"creeper\"},"
                        + "{\"kind\":\"entity_dead\",\"ms\":200,\"entity\":\"pig\",\"id\":8},"
                        + "{\"kind\":\"entity_dead\",\"ms\":300,\"entity\":\"cow\",\"id\":7},"
                        + "{\"kind\":\"entity_dead\",\"ms\":400,\"entity\":\"cow\",\"id\":7}]}"));
        assertEquals(List.of("cow@300"), lived.eventsOf(GameEvent.Kind.KILL));
    }
}
