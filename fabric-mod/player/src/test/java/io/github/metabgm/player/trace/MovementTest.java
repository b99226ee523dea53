package io.github.metabgm.player.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.scene.BiomeAhead.Candidate;
import io.github.metabgm.core.scene.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovementTest {
    @TempDir
    private Path folder;

    private static String line(long ms, double x, double z, String biome, double yaw, String events) {
        return "{\"ms\":" + ms + ",\"pos\":{\"x\":" + x + ",\"y\":64,\"z\":" + z + "},\"yaw\":" + yaw
                + ",\"dimension\":\"overworld\",\"biome\":{\"key\":\"" + biome
                + "\",\"loaded\":true,\"temperature\":0.8},\"flags\":{\"onGround\":true},\"events\":[" + events + "]}";
    }

    private Lived lived(String... lines) throws IOException, TraceException {
        return Lived.of(Files.write(folder.resolve("t.jsonl"), List.of(lines)));
    }

    @Test
    void walksInAStraightLineBetweenTheLines() throws Exception {
        Lived lived = lived(line(0, 0, 0, "a:b", 0, ""), line(1_000, 0, -4, "a:b", 0, ""), line(2_000, 0, -4, "a:b", 0, ""));
        assertEquals(4, lived.at(500).speed(), 1e-9);
        assertEquals(0, lived.at(1_500).speed(), 1e-9);
        assertTrue(lived.at(500).holds(Condition.WALKING));
        assertTrue(!lived.at(1_500).holds(Condition.WALKING));
    }

    @Test
    void aTeleportIsNoMovementAndTheOldBiomeEndsThere() throws Exception {
        String teleport = "{\"kind\":\"forced_move\",\"ms\":520,\"pos\":{\"x\":500,\"y\":64,\"z\":0}}";
        Lived lived = lived(line(0, 0, 0, "a:here", 0, ""), line(1_000, 500, 0, "a:there", 0, teleport));
        assertTrue(lived.samples.stream().noneMatch(sample -> sample.speed() > 1));
        assertEquals("a:here", lived.at(500).biome().key());
        assertNull(lived.at(550).biome());
        assertEquals("a:there", lived.at(1_000).biome().key());
    }

    @Test
    void aCorrectionOfTheServerLeavesTheBiome() throws Exception {
        String correction = "{\"kind\":\"forced_move\",\"ms\":520,\"pos\":{\"x\":1,\"y\":64,\"z\":0}}";
        Lived lived = lived(line(0, 0, 0, "a:here", 0, ""), line(1_000, 1, 0, "a:here", 0, correction));
        assertEquals("a:here", lived.at(550).biome().key());
    }

    @Test
    void aheadIsWhereThePlayerLooksAndWasBefore() throws Exception {
        double south = Math.PI;
        Lived lived = lived(
                line(0, 0, 30, "a:south", 0, ""), line(1_000, 0, 0, "a:middle", 0, ""),
                line(2_000, 0, -30, "a:north", 0, ""), line(3_000, 0, 0, "a:middle", 0, ""),
                line(4_000, 0, 0, "a:middle", south, ""));
        Map<String, Double> northward = lived.at(3_500).biomeAhead();
        Map<String, Double> southward = lived.at(4_000).biomeAhead();
        assertTrue(northward.get("a:north") > 10 * northward.get("a:south"), northward.toString());
        assertTrue(southward.get("a:south") > 10 * southward.get("a:north"), southward.toString());
    }

    @Test
    void yawCountsFromNorthAgainstTheClock() throws Exception {
        double west = Math.PI / 2;
        Lived lived = lived(
                line(0, 30, 0, "a:east", 0, ""), line(1_000, -30, 0, "a:west", 0, ""),
                line(2_000, 0, 0, "a:middle", west + 4 * Math.PI, ""));
        Map<String, Double> ahead = lived.at(2_000).biomeAhead();
        assertTrue(ahead.get("a:west") > 10 * ahead.get("a:east"), ahead.toString());
    }

    @Test
    void columnsAreRememberedByDimension() {
        BiomeMemory memory = new BiomeMemory();
        memory.remember("d:one", new Point(-0.5, 0, 9), "a:b");
        memory.remember("d:two", new Point(-0.5, 0, 9), "a:c");
        assertEquals(List.of(new Candidate("a:b", -2, 10)), memory.around("d:one", new Point(0, 0, 0)));
        assertEquals(List.of(), memory.around("d:one", new Point(100, 0, 0)));
    }
}
