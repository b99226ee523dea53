package io.github.metabgm.client.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WholeStreamTest {
    private static final int SECONDS = 4;

    @Test
    void whatTheMixerMixesComesOutOfTheDeviceBitForBit() {
        try (SoundRig rig = new SoundRig()) {
            var mixer = rig.attached();
            rig.ticks(20);
            Melody.feed(mixer, SECONDS);
            rig.heard();
            rig.ticks(20 * SECONDS);
            short[] heard = Melody.s16(rig.heard());
            short[] expected = Melody.expected(SECONDS);
            int from = 2 * (Melody.onset(heard) - Melody.onset(expected));
            int count = heard.length - from;
            assertTrue(from >= 0 && count > 3 * 96_000, count + " samples heard");
            assertArrayEquals(Arrays.copyOf(expected, count), Arrays.copyOfRange(heard, from, heard.length));
            assertEquals(0, rig.output.figures().missedFrames());
            assertEquals(0, rig.output.figures().dryOuts());
            assertEquals(1, rig.output.figures().starts());
            assertNull(rig.sounds.crash());
        }
    }

    @Test
    void whatIsMixedNowIsHeardWithinHalfASecond() {
        try (SoundRig rig = new SoundRig()) {
            var mixer = rig.attached();
            rig.ticks(40);
            rig.heard();
            Melody.feed(mixer, SECONDS);
            rig.ticks(20);
            int onset = Melody.onset(Melody.s16(rig.heard()));
            assertTrue(onset > 0 && onset <= 24_000, "heard after " + onset / 48 + " ms");
        }
    }

    @Test
    void nothingIsPlayedWhileNothingIsWanted() {
        try (SoundRig rig = new SoundRig()) {
            rig.wanted = false;
            Melody.feed(rig.attached(), SECONDS);
            assertEquals(0, rig.peak(20));
            assertEquals(0, rig.output.figures().starts());
        }
    }

    @Test
    void aStreamThatNobodyWantsLeavesTheEngine() {
        try (SoundRig rig = new SoundRig()) {
            rig.attached();
            rig.ticks(30);
            assertTrue(rig.output.figures().playing());
            rig.wanted = false;
            rig.ticks(240);
            assertTrue(!rig.output.figures().playing());
            rig.wanted = true;
            rig.ticks(5);
            assertTrue(rig.output.figures().playing());
            assertEquals(2, rig.output.figures().starts());
        }
    }
}
