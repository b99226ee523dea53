package io.github.metabgm.core.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownAlphaTest {
    @ParameterizedTest
    @CsvSource({
        "-1, 0", "0, 4", "250, 127", "500, 255", "3000, 255", "6500, 255", "7000, 127", "7499, 4", "7500, 0", "99999, 0"
    })
    void fadesInStaysAndFadesOut(long ms, int alpha) {
        assertEquals(alpha, ShownAlpha.at(ms));
    }

    @Test
    void neverJumpsAndIsNeverTooFaintToBeDrawnRight() {
        int last = ShownAlpha.at(0);
        for (long ms = 0; ms < 7_500; ms++) {
            int alpha = ShownAlpha.at(ms);
            assertTrue(alpha >= 4 && alpha <= 255 && Math.abs(alpha - last) <= 1, "at " + ms + " ms: " + alpha);
            last = alpha;
        }
    }
}
