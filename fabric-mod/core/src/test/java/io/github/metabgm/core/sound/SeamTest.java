package io.github.metabgm.core.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeamTest {
    private static final int FRAMES = 480;

    private final Seam seam = new Seam();

    private static float[] loud() {
        float[] stereo = new float[2 * FRAMES];
        Arrays.fill(stereo, 0.8f);
        return stereo;
    }

    private static float largestStep(float before, float[] stereo) {
        float largest = Math.abs(stereo[0] - before);
        for (int i = 2; i < stereo.length; i++) {
            largest = Math.max(largest, Math.abs(stereo[i] - stereo[i - 2]));
        }
        return largest;
    }

    @Test
    void musicWithoutGapsStaysAsItIs() {
        seam.join(loud(), FRAMES, FRAMES);
        float[] next = loud();
        seam.join(next, FRAMES, FRAMES);
        assertArrayEquals(loud(), next);
    }

    @Test
    void risesFromSilenceAndFallsToIt() {
        float[] first = loud();
        seam.join(first, FRAMES, FRAMES);
        assertTrue(largestStep(0, first) < 0.004f);
        assertEquals(0.8f, first[2 * Seam.EDGE_FRAMES]);
        float[] gap = loud();
        seam.join(gap, 0, FRAMES);
        assertTrue(largestStep(0.8f, gap) < 0.004f);
        assertEquals(0, gap[2 * Seam.EDGE_FRAMES]);
        float[] back = loud();
        seam.join(back, FRAMES, FRAMES);
        assertTrue(largestStep(0, back) < 0.004f);
        assertEquals(0.8f, back[2 * FRAMES - 1]);
    }

    @Test
    void fallsFromWhereTheMusicStops() {
        seam.join(loud(), FRAMES, FRAMES);
        float[] torn = loud();
        seam.join(torn, 100, FRAMES);
        assertTrue(largestStep(0.8f, torn) < 0.004f);
        assertEquals(0.8f, torn[2 * 99]);
        assertEquals(0, torn[2 * FRAMES - 2]);
    }

    @Test
    void aNewStreamKnowsNothingOfTheLast() {
        seam.join(loud(), FRAMES, FRAMES);
        seam.afterSilence();
        float[] silent = loud();
        seam.join(silent, 0, FRAMES);
        assertArrayEquals(new float[2 * FRAMES], silent);
    }
}
