package io.github.metabgm.core.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VisitsTest {
    private static final long MS = 1_000_000;
    private static final int CHUNK = 80 * 48;

    private final Visits visits = new Visits();
    private long nanos = 77 * MS;

    VisitsTest() {
        visits.begin(nanos);
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
            visits.comes(nanos);
            visits.took(CHUNK);
            nanos += MS / 10;
        }
    }

    @Test
    void anEndInTimeIsSomebodysWish() {
        assertEquals(0, visits.ended(nanos));
        visit(100, 1);
        assertEquals(0, visits.ended(nanos));
        assertEquals(0, visits.ended(nanos + 30 * MS));
    }

    @Test
    void anEndInALateVisitIsADryOne() {
        visit(600, 4);
        assertTrue(visits.isSurelyDry());
        assertEquals(600, visits.ended(nanos) / MS);
    }

    @Test
    void theQueueMayHaveBeenShorterByTheReadThatWasPlaying() {
        visit(260, 3);
        assertFalse(visits.isSurelyDry());
        assertEquals(260, visits.ended(nanos) / MS);
    }

    @Test
    void aLateVisitThatEndsNothingWasInTime() {
        visit(300, 3);
        visit(50, 1);
        assertEquals(0, visits.ended(nanos));
    }

    @Test
    void anEndAfterALateVisitIsSomebodysWish() {
        visit(300, 3);
        assertEquals(0, visits.ended(nanos + 25 * MS));
    }

    @Test
    void aLateVisitMayBringSeveralReads() {
        nanos += 50 * MS;
        visits.comes(nanos);
        assertEquals(1, visits.readsDue(CHUNK));
        visits.took(CHUNK);
        nanos += 170 * MS;
        visits.comes(nanos);
        assertEquals(3, visits.readsDue(CHUNK));
        visits.took(CHUNK);
        visits.comes(nanos);
        assertEquals(2, visits.readsDue(CHUNK));
        nanos += 5_000 * MS;
        visits.comes(nanos);
        assertEquals(4, visits.readsDue(CHUNK));
    }

    @Test
    void aStreamThatHasJustBegunIsNotDry() {
        visits.begin(nanos);
        visit(900, 1);
        assertFalse(visits.isSurelyDry());
        assertEquals(0, visits.ended(nanos));
    }
}
