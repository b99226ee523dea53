package io.github.metabgm.core.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Messages that come before, after or without their track. */
class MixerMessagesTest {
    private static final int SECOND = 48_000;

    private final Heard heard = new Heard();
    private final Mixer mixer = new Mixer(3_000, heard, heard);
    private final MixerInput input = mixer.input();

    private void begin(Track track, int seconds) {
        input.begin(track);
        Tracks.feedWhole(input, track.id(), Tracks.constant(seconds * SECOND, 0.5f, 0.5f), 4_800);
    }

    @Test
    void aStopBeforeTheStartLetsItGo() {
        input.begin(Tracks.base(1, 0, 0));
        Tracks.mix(mixer, 480);
        input.fade(1, 0, 1_000, true);
        Tracks.mix(mixer, 480);
        assertEquals(List.of("faded 1 to 0.0 in 48000 @480", "ended 1 @960"), heard.events);
    }

    @Test
    void aStopIsNotTakenBack() {
        begin(Tracks.base(1, 0, 0), 3);
        Tracks.mix(mixer, SECOND / 2);
        input.fade(1, 0, 100, true);
        Tracks.mix(mixer, 480);
        input.fade(1, 1, 100, false);
        Tracks.mix(mixer, SECOND / 2);
        assertEquals("ended 1 @28800", heard.events.get(heard.events.size() - 1));
    }

    @Test
    void anUnknownTrackIsPassedOver() {
        input.pcm(7, 0, new byte[80]);
        input.fade(7, 1, 10, false);
        input.end(7);
        assertArrayEquals(new float[960], Tracks.mix(mixer, 480));
        assertEquals(List.of(), heard.events);
    }

    @Test
    void aDisconnectFadesOutOverASecondAndFreesIdsAndDecks() {
        float[] audio = Tracks.noise(new SplittableRandom(1), 2 * SECOND, 0.9);
        input.begin(Tracks.base(1, 0, 0));
        Tracks.feed(input, 1, audio, 0, 2 * SECOND, 9_600);
        Tracks.mix(mixer, SECOND / 2);
        input.disconnected();
        begin(Tracks.base(1, 100, 100), 2);
        Tracks.mix(mixer, SECOND / 2);
        input.fade(1, 0, 10, true);
        Tracks.mix(mixer, SECOND);
        assertEquals(
                List.of("started 1 @0", "started 1 @24000", "faded 1 to 0.0 in 480 @48000", "ended 1 @48480",
                        "ended 1 @72000"),
                heard.events);
    }
}
