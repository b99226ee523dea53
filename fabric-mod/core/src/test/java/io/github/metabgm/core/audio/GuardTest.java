package io.github.metabgm.core.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GuardTest {
    private final Guard guard = new Guard();

    private void open() {
        for (int i = 0; i < 240; i++) {
            guard.next(100_000, false);
        }
        assertTrue(guard.isFullyOpen());
    }

    @Test
    void opensWithinFiveMilliseconds() {
        assertEquals(1 / 240.0, guard.next(100_000, false), 1e-12);
        open();
    }

    @Test
    void shutsWithTheLastFrameOfAPiece() {
        open();
        for (int held = 1_000; held > 240; held--) {
            assertEquals(1, guard.next(held, true));
        }
        assertEquals(239 / 240.0, guard.next(239, true), 1e-12);
        assertEquals(1 / 240.0, guard.next(1, true), 1e-12);
    }

    @Test
    void shutsWithinThirtyMillisecondsWhenNothingComes() {
        open();
        assertEquals(1, guard.next(1_440, false));
        assertEquals(720 / 1_440.0, guard.next(720, false), 1e-12);
        assertEquals(1 / 1_440.0, guard.next(1, false), 1e-12);
    }

    @Test
    void comesBackSlowlyWhenTheBufferFillsAgain() {
        open();
        guard.next(720, false);
        assertEquals(0.5 + 1 / 1_440.0, guard.next(9_600, false), 1e-12);
    }
}
