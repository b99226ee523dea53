package io.github.metabgm.core.sound;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HoldBackTest {
    private final HoldBack holdBack = new HoldBack();

    @Test
    void beginsWithTheFirstTrackAndOutlastsIt() {
        assertFalse(holdBack.tick(true, true, false));
        assertTrue(holdBack.tick(true, true, true));
        assertTrue(holdBack.tick(true, true, false));
    }

    @Test
    void endsWhenOursIsNotWantedOrNotThere() {
        holdBack.tick(true, true, true);
        assertFalse(holdBack.tick(false, true, true));
        assertFalse(holdBack.tick(true, true, false));
        holdBack.tick(true, true, true);
        assertFalse(holdBack.tick(true, false, true));
    }
}
