package io.github.metabgm.core.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MixLevelTest {
    private static final double EXACT = 1e-9;

    private final MixLevel level = new MixLevel();
    private long timeMs;

    private double after(long ms, boolean wanted, boolean yielding, double attentive) {
        timeMs += ms;
        return level.tick(timeMs, wanted, yielding, attentive);
    }

    @Test
    void isFullWhileNothingIsInTheWay() {
        assertEquals(1, after(50, true, false, 1));
    }

    @Test
    void goesInASecondAndComesBackInTwoForAnotherSound() {
        assertEquals(0.5, after(500, true, true, 1), EXACT);
        assertEquals(0, after(500, true, true, 1), EXACT);
        assertEquals(0.5, after(1_000, true, false, 1), EXACT);
        assertEquals(1, after(1_000, true, false, 1), EXACT);
    }

    @Test
    void goesHalfwayForPauseAndBackground() {
        assertEquals(0.5, after(250, true, false, 0.3), EXACT);
        assertEquals(0.3, after(250, true, false, 0.3), EXACT);
        assertEquals(1, after(500, true, false, 1), EXACT);
    }

    @Test
    void reasonsMultiply() {
        after(1_000, true, true, 0.3);
        assertEquals(0.15, after(1_000, true, false, 0.3), EXACT);
    }

    @Test
    void isGoneAFullSecondAfterItWasWantedLast() {
        after(50, true, false, 1);
        assertEquals(0.05, after(950, false, false, 1), EXACT);
        assertFalse(level.isGone());
        assertEquals(0, after(50, false, false, 1), EXACT);
        assertTrue(level.isGone());
        level.restart();
        assertEquals(1, after(50, true, false, 1));
    }

    @Test
    void aClockThatGoesBackMovesNothing() {
        after(50, true, false, 1);
        assertEquals(1, after(-1_000, true, true, 1), EXACT);
    }
}
