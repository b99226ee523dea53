package io.github.metabgm.core.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FadeTest {
    @ParameterizedTest
    @EnumSource(Curve.class)
    void reachesItsTargetAtItsLastFrameAndStays(Curve curve) {
        Fade fade = new Fade(0);
        fade.to(1, 4_800, curve);
        fade.advance(4_799);
        assertTrue(fade.isMoving() && fade.gain() < 1);
        fade.advance(1);
        assertEquals(1, fade.gain());
        assertEquals(0, fade.remainingFrames());
        fade.advance(1_000);
        assertEquals(1, fade.gain());
    }

    @Test
    void equalPowerKeepsThePowerOfTwoThatCross() {
        Fade in = new Fade(0);
        Fade out = new Fade(1);
        in.to(1, 48_000, Curve.EQUAL_POWER);
        out.to(0, 48_000, Curve.EQUAL_POWER);
        for (int frame = 0; frame <= 48_000; frame += 100) {
            assertEquals(1, Math.pow(in.gainAfter(frame), 2) + Math.pow(out.gainAfter(frame), 2), 1e-12);
        }
        assertEquals(Math.sin(Math.PI / 8), in.gainAfter(12_000), 1e-12);
        assertEquals(Math.cos(Math.PI / 8), out.gainAfter(12_000), 1e-12);
    }

    @Test
    void linearIsAStraightLine() {
        Fade fade = new Fade(0.25);
        fade.to(0.75, 1_000, Curve.LINEAR);
        assertEquals(0.5, fade.gainAfter(500), 1e-12);
    }

    @Test
    void noFadeIsSoShortThatItClicks() {
        Fade fade = new Fade(1);
        fade.to(0, 0, Curve.LINEAR);
        assertEquals(1, fade.gain());
        assertEquals(Fade.LEAST_FRAMES, fade.remainingFrames());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void turnsWithoutAStepWheneverItIsTold(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Fade fade = new Fade(random.nextDouble());
        double last = fade.gain();
        int shortest = 1_000;
        for (int turn = 0; turn < 50; turn++) {
            Curve curve = Curve.values()[random.nextInt(2)];
            fade.to(random.nextInt(3) / 2.0, random.nextInt(shortest, 20_000), curve);
            assertEquals(last, fade.gain(), 1e-12, "a new target moves nothing by itself");
            for (int frame = random.nextInt(20_000); frame > 0; frame--) {
                fade.advance(1);
                assertEquals(last, fade.gain(), Math.PI / 2 / shortest + 1e-12);
                last = fade.gain();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void aCurveIsTheInverseOfItself(Curve curve) {
        for (double gain = 0; gain <= 1; gain += 0.01) {
            assertEquals(gain, curve.gain(curve.position(gain)), 1e-12);
        }
    }
}
