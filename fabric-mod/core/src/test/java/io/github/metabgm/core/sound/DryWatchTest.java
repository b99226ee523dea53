package io.github.metabgm.core.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DryWatchTest {
    private static final long MS = 1_000_000;
    private static final int CHUNK = 80 * 48;

    private final DryWatch watch = new DryWatch();
    private long nanos = 77 * MS;

    DryWatchTest() {
        watch.begin(nanos);
        visit(0, 4);
        for (int i = 0; i < 10; i++) {
            visit(50, i % 2);
        }
        visit(50, 1);
    }

    /** The sound thread comes {@code ms} after the last visit and reads {@code count} times. */
    private void visit(long ms, int count) {
        nanos += ms * MS;
        for (int i = 0; i < count; i++) {
            watch.comes(nanos);
            watch.took(CHUNK);
            nanos += MS / 10;
        }
    }

    @Test
    void anEndInTimeIsSomebodysWish() {
        assertEquals(0, watch.ended(nanos));
        visit(100, 1);
        assertEquals(0, watch.ended(nanos));
        assertEquals(0, watch.ended(nanos + 30 * MS));
    }

    @Test
    void anEndInALateVisitIsADryOne() {
        visit(600, 4);
        assertTrue(watch.isSurelyDry());
        assertEquals(600, watch.ended(nanos) / MS);
    }

    @Test
    void theQueueMayHaveBeenShorterByTheReadThatWasPlaying() {
        visit(260, 3);
        assertFalse(watch.isSurelyDry());
        assertEquals(260, watch.ended(nanos) / MS);
    }

    @Test
    void aLateVisitThatEndsNothingWasInTime() {
        visit(300, 3);
        visit(50, 1);
        assertEquals(0, watch.ended(nanos));
    }

    @Test
    void anEndAfterALateVisitIsSomebodysWish() {
        visit(300, 3);
        assertEquals(0, watch.ended(nanos + 25 * MS));
    }

    @Test
    void aStreamThatHasJustBegunIsNotDry() {
        watch.begin(nanos);
        visit(900, 1);
        assertFalse(watch.isSurelyDry());
        assertEquals(0, watch.ended(nanos));
    }
}
