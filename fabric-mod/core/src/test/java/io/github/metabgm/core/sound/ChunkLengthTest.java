package io.github.metabgm.core.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ChunkLengthTest {
    private static final long MINUTE = 60_000;

    private final ChunkLength chunk = new ChunkLength();

    @Test
    void growsWithEachGapUpToHalfASecond() {
        int[] expected = {80, 120, 180, 270, 405, 500, 500};
        for (int gaps = 0; gaps < expected.length; gaps++) {
            chunk.tick(gaps, gaps * MINUTE);
            assertEquals(expected[gaps], chunk.ms());
        }
        assertEquals(24_000, chunk.frames());
    }

    @Test
    void gapsAtOnceHaveOneCause() {
        assertTrue(chunk.tick(1, 1_000));
        assertFalse(chunk.tick(2, 1_050));
        assertFalse(chunk.tick(5, 2_900));
        assertTrue(chunk.tick(6, 3_100));
        assertEquals(180, chunk.ms());
    }

    @Test
    void shrinksWhenThereWasNoGapForTenMinutes() {
        chunk.tick(1, 0);
        chunk.tick(2, MINUTE);
        assertEquals(180, chunk.ms());
        assertFalse(chunk.tick(2, 11 * MINUTE));
        assertTrue(chunk.tick(2, 11 * MINUTE + 1));
        assertEquals(120, chunk.ms());
        assertFalse(chunk.tick(2, 12 * MINUTE));
        assertTrue(chunk.tick(2, 21 * MINUTE + 2));
        assertEquals(80, chunk.ms());
        assertFalse(chunk.tick(2, 100 * MINUTE));
    }

    @Test
    void aGapInQuietTimesStartsTheWaitAnew() {
        chunk.tick(1, 0);
        chunk.tick(2, 9 * MINUTE);
        chunk.tick(2, 18 * MINUTE);
        assertEquals(180, chunk.ms());
    }
}
