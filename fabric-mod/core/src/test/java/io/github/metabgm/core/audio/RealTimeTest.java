package io.github.metabgm.core.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RealTimeTest {
    private static final long MS = 1_000_000;

    private final RealTime clock = new RealTime();

    @Test
    void framesAreDueAsTimePasses() {
        assertEquals(0, clock.due(5 * MS, 480));
        assertEquals(0, clock.due(6 * MS - 1, 480));
        assertEquals(48, clock.due(6 * MS, 480));
        assertEquals(480, clock.due(26 * MS, 480));
        assertEquals(480, clock.due(26 * MS, 480));
        assertEquals(0, clock.due(26 * MS, 480));
    }

    @Test
    void noneIsLostToRounding() {
        clock.due(0, 480);
        long due = 0;
        for (long nanos = 0; nanos <= 1_000 * MS; nanos += 333_333) {
            due += clock.due(nanos, 480);
        }
        assertEquals(999 * 48, due);
    }

    @Test
    void aMachineThatSleptMakesNothingUp() {
        clock.due(0, 480);
        assertEquals(0, clock.due(3_600_000 * MS, 480));
        assertEquals(48, clock.due(3_600_001 * MS, 480));
    }

    @Test
    void startsAnewAfterAStop() {
        clock.due(0, 480);
        clock.stop();
        assertEquals(0, clock.due(50 * MS, 480));
        assertEquals(96, clock.due(52 * MS, 480));
    }
}
