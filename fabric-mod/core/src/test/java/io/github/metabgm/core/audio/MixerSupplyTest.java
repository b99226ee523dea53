package io.github.metabgm.core.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixerSupplyTest {
    private static final int SECOND = 48_000;

    private final Heard heard = new Heard();
    private final Mixer mixer = new Mixer(1_000, heard, heard);
    private final MixerInput input = mixer.input();
    private final float[] audio = Tracks.constant(4 * SECOND, 1, 1);

    @Test
    void anUnderrunFadesOutWithinThirtyMillisecondsAndBackInWhenThereIsEnough() {
        input.begin(Tracks.base(1, 0, 0));
        Tracks.feed(input, 1, audio, 0, 9_600, 4_800);
        float[] dry = Tracks.mix(mixer, 14_400);
        assertEquals(1, dry[2 * (9_600 - 1_440) - 2]);
        assertEquals(0.5f, dry[2 * (9_600 - 720)], 1e-3);
        assertEquals(0, Tracks.peak(Arrays.copyOfRange(dry, 2 * 9_600, dry.length)));
        Tracks.feed(input, 1, audio, 9_600, 9_600 + Supply.START_FRAMES - 1, 4_800);
        assertEquals(0, Tracks.peak(Tracks.mix(mixer, 480)), "not yet enough");
        Tracks.feed(input, 1, audio, 9_600 + Supply.START_FRAMES - 1, 24_000, 4_800);
        float[] back = Tracks.mix(mixer, 4_800);
        assertEquals(1 / 1_440.0, back[0], 1e-3);
        assertEquals(1, back[2 * 1_440]);
        assertTrue(Math.max(Tracks.largestStep(dry), Tracks.largestStep(back)) <= 2 / 240f);
        int lowered = 1_439 + 4_800 + 480;
        assertEquals(List.of("started 1 @0", "underrun 1 @8161 for " + lowered), heard.events);
    }

    @Test
    void whatIsRunDryCanStillEnd() {
        input.begin(Tracks.base(1, 0, 0));
        Tracks.feed(input, 1, audio, 0, 9_600, 4_800);
        Tracks.mix(mixer, 9_600 + 480);
        input.end(1);
        Tracks.mix(mixer, 480);
        assertEquals("ended 1 @10560", heard.events.get(heard.events.size() - 1));
    }

    @Test
    void aTrackThatIsFadedOutKeepsConsuming() {
        input.begin(Tracks.base(1, 0, 0));
        Tracks.feed(input, 1, audio, 0, SECOND, 9_600);
        input.fade(1, 0, 0, false);
        Tracks.mix(mixer, SECOND / 2);
        assertEquals(SECOND / 2, heard.credits.stream().mapToInt(Integer::intValue).sum());
        assertEquals(List.of("faded 1 to 0.0 in 0 @0", "started 1 @0"), heard.events);
    }

    @Test
    void creditComesInPartsOfAQuarterOfTheBufferAndAddsUp() {
        input.begin(Tracks.base(1, 0, 0));
        Tracks.feed(input, 1, audio, 0, SECOND, 9_600);
        for (int i = 0; i < 40; i++) {
            Tracks.mix(mixer, 960);
        }
        assertEquals(List.of(12_000, 12_000, 12_000), heard.credits);
        input.end(1);
        Tracks.mix(mixer, SECOND);
        assertEquals(3, heard.credits.size(), "none for what will not be sent");
    }

    @Test
    void whatAFaultySidecarSendsTooMuchIsDroppedAndCounted() {
        input.begin(Tracks.base(1, 0, 0));
        Tracks.feed(input, 1, audio, 0, SECOND + 500, 4_800);
        assertEquals(500, input.droppedFrames());
        Tracks.feed(input, 1, audio, 100, 200, 100);
        assertEquals(100, input.repeatedFrames());
        Tracks.mix(mixer, 9_600);
        Tracks.feed(input, 1, audio, SECOND + 500, SECOND + 600, 100);
        assertEquals(500, input.missingFrames());
    }

    @Test
    void heldFramesAreThoseOfTheTrackThatHoldsLeast() {
        assertEquals(Integer.MAX_VALUE, mixer.leastHeldFrames());
        input.begin(Tracks.base(1, 0, 0));
        Tracks.feed(input, 1, audio, 0, 9_600, 4_800);
        Tracks.mix(mixer, 480);
        assertEquals(9_120, mixer.leastHeldFrames());
        input.end(1);
        assertEquals(Integer.MAX_VALUE, mixer.leastHeldFrames());
    }

    @Test
    void commandsBeyondTheQueueAreRefusedAndCounted() {
        for (int i = 0; i < 300; i++) {
            input.fade(1, 0, 0, false);
        }
        input.begin(Tracks.base(1, 0, 0));
        assertEquals(45, input.refusedCommands());
        Tracks.feedWhole(input, 1, audio, 9_600);
        Tracks.mix(mixer, 480);
        assertEquals(List.of(), heard.events, "nothing waits in a mixer that never heard of it");
        input.begin(Tracks.base(2, 0, 0));
        Tracks.feedWhole(input, 2, audio, 9_600);
        Tracks.mix(mixer, 480);
        assertEquals(List.of("started 2 @480"), heard.events);
    }
}
