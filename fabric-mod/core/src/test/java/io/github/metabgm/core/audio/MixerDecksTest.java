package io.github.metabgm.core.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MixerDecksTest {
    private static final int SECOND = 48_000;

    private final Heard heard = new Heard();
    private final Mixer mixer = new Mixer(3_000, heard, heard);
    private final MixerInput input = mixer.input();

    private void begin(Track track, int seconds) {
        input.begin(track);
        Tracks.feedWhole(input, track.id(), Tracks.constant(seconds * SECOND, 0.5f, 0.5f), 4_800);
    }

    @Test
    void startsWhenItHoldsEnough() {
        input.begin(Tracks.base(1, 0, 0));
        float[] audio = Tracks.constant(SECOND, 0.5f, 0.5f);
        Tracks.feed(input, 1, audio, 0, Supply.START_FRAMES - 1, 960);
        assertArrayEquals(new float[960], Tracks.mix(mixer, 480));
        Tracks.feed(input, 1, audio, Supply.START_FRAMES - 1, Supply.START_FRAMES, 960);
        assertTrue(Tracks.peak(Tracks.mix(mixer, 480)) > 0.4);
        assertEquals(List.of("started 1 @480"), heard.events);
    }

    @Test
    void aShortPieceStartsWhenItsEndIsThere() {
        input.begin(Tracks.track(1, Role.STING, 0, 0, Curve.LINEAR, 0));
        Tracks.feed(input, 1, Tracks.constant(100, 0.5f, 0.5f), 0, 100, 100);
        assertArrayEquals(new float[960], Tracks.mix(mixer, 480));
        input.end(1);
        Tracks.mix(mixer, 480);
        assertEquals(List.of("started 1 @480", "ended 1 @960"), heard.events);
    }

    @Test
    void aPieceWithoutAudioIsLetGo() {
        input.begin(Tracks.base(1, 0, 0));
        input.end(1);
        Tracks.mix(mixer, 480);
        assertEquals(List.of("ended 1 @480"), heard.events);
    }

    @Test
    void aBaseTrackThatStartsFadesTheOtherOutAndCanBeCalledBack() {
        begin(Tracks.base(1, 0, 0), 3);
        Tracks.mix(mixer, SECOND / 2);
        begin(Tracks.base(2, 500, 500), 3);
        Tracks.mix(mixer, SECOND);
        input.fade(2, 0, 200, true);
        input.fade(1, 1, 200, false);
        float[] back = Tracks.mix(mixer, SECOND / 2);
        assertEquals(0.5f, back[back.length - 1], "where it would have been, at full gain");
        assertEquals(
                List.of(
                        "started 1 @0",
                        "started 2 @24000",
                        "faded 2 to 0.0 in 9600 @72000",
                        "faded 1 to 1.0 in 9600 @72000",
                        "ended 2 @81600"),
                heard.events);
    }

    @Test
    void aThirdBaseTrackTakesTheQuieterDeck() {
        begin(Tracks.base(1, 0, 0), 3);
        Tracks.mix(mixer, SECOND / 2);
        begin(Tracks.base(2, 500, 500), 3);
        Tracks.mix(mixer, SECOND / 10);
        begin(Tracks.base(3, 500, 500), 3);
        Tracks.mix(mixer, SECOND / 10);
        assertEquals(
                List.of("started 1 @0", "started 2 @24000", "started 3 @28800", "ended 2 @30240"),
                heard.events,
                "the second had only begun to fade in");
    }

    @Test
    void aTrackThatWaitsGivesUpItsPlaceToALaterOne() {
        begin(Tracks.base(1, 0, 0), 3);
        Tracks.mix(mixer, SECOND / 2);
        input.begin(Tracks.base(2, 500, 500));
        Tracks.mix(mixer, 480);
        begin(Tracks.base(3, 500, 500), 3);
        Tracks.mix(mixer, 480);
        assertEquals(List.of("started 1 @0", "ended 2 @24480", "started 3 @24480"), heard.events);
        Tracks.feed(input, 2, Tracks.constant(SECOND, 0.5f, 0.5f), 0, SECOND, 4_800);
    }

    @Test
    void aNewFightReplacesTheOldWithoutAStepInTheDuck() {
        begin(Tracks.base(1, 0, 0), 3);
        Tracks.mix(mixer, SECOND / 2);
        float[] silence = new float[6 * SECOND];
        for (long id = 2; id <= 3; id++) {
            input.begin(Tracks.track(id, Role.COMBAT, 300, 300, Curve.LINEAR, -12));
            Tracks.feedWhole(input, id, silence, 9_600);
            float[] mixed = Tracks.mix(mixer, SECOND / 2);
            assertTrue(Tracks.largestStep(mixed) < 0.0005, "step " + Tracks.largestStep(mixed));
            assertEquals(0.5 * Math.pow(10, -12 / 20.0), mixed[mixed.length - 1], 1e-6);
        }
    }
}
