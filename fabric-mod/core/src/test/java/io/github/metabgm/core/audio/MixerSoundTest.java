package io.github.metabgm.core.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixerSoundTest {
    private static final int SECOND = 48_000;

    private final Heard heard = new Heard();
    private final Mixer mixer = new Mixer(3_000, heard, heard);
    private final MixerInput input = mixer.input();

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 479, 480, 4_800, 9_600})
    void anyChunkingGivesTheSameMixBitForBit(int chunkFrames) {
        float[] audio = Tracks.noise(new SplittableRandom(5), SECOND, 0.8);
        float[][] mixes = new float[2][];
        for (int i = 0; i < mixes.length; i++) {
            Mixer one = new Mixer(3_000, heard, heard);
            one.input().begin(Tracks.base(1, 300, 0));
            Tracks.feedWhole(one.input(), 1, audio, i == 0 ? 9_600 : chunkFrames);
            mixes[i] = Tracks.mix(one, SECOND);
        }
        assertArrayEquals(mixes[0], mixes[1]);
    }

    @Test
    void audioThatComesWhileItPlaysGivesTheSameMixBitForBit() {
        float[] audio = Tracks.noise(new SplittableRandom(6), 2 * SECOND, 0.8);
        input.begin(Tracks.base(1, 300, 0));
        Tracks.feedWhole(input, 1, audio, 9_600);
        float[] atOnce = Tracks.mix(mixer, 2 * SECOND);
        Mixer other = new Mixer(3_000, heard, heard);
        other.input().begin(Tracks.base(1, 300, 0));
        SplittableRandom random = new SplittableRandom(7);
        float[] streamed = new float[atOnce.length];
        int fed = 0;
        for (int mixed = 0; mixed < 2 * SECOND; mixed += 960) {
            while (fed < 2 * SECOND && fed - mixed < SECOND / 4) {
                int frames = Math.min(1 + random.nextInt(2_000), 2 * SECOND - fed);
                Tracks.feed(other.input(), 1, audio, fed, fed + frames, frames);
                fed += frames;
            }
            if (fed == 2 * SECOND) {
                other.input().end(1);
            }
            System.arraycopy(Tracks.mix(other, 960), 0, streamed, 2 * mixed, 1_920);
        }
        assertArrayEquals(atOnce, streamed);
    }

    @Test
    void aCrossfadeHasNoStepLargerThanItsSources() {
        float[] first = tone(2 * SECOND, 440);
        float[] second = tone(2 * SECOND, 523.25);
        float largest = Math.max(Tracks.largestStep(first), Tracks.largestStep(second));
        input.begin(Tracks.base(1, 0, 0));
        Tracks.feedWhole(input, 1, first, 9_600);
        Tracks.mix(mixer, SECOND / 2);
        input.begin(Tracks.base(2, 1_000, 1_000));
        Tracks.feedWhole(input, 2, second, 9_600);
        float[] crossing = Tracks.mix(mixer, SECOND);
        assertTrue(Tracks.largestStep(crossing) <= 1.4143 * largest, "step " + Tracks.largestStep(crossing));
        assertTrue(Tracks.peak(crossing) > 0.9);
    }

    private static float[] tone(int frames, double hertz) {
        float[] stereo = new float[2 * frames];
        for (int i = 0; i < stereo.length; i++) {
            stereo[i] = (float) Math.sin(2 * Math.PI * hertz * (i / 2) / SECOND);
        }
        return stereo;
    }

    @Test
    void constantSoundStartsAndStopsWithoutAClick() {
        input.begin(Tracks.base(1, 0, 0));
        Tracks.feedWhole(input, 1, Tracks.constant(SECOND, 1, -1), 9_600);
        float[] mixed = Tracks.mix(mixer, SECOND + 480);
        assertTrue(Tracks.largestStep(mixed) <= 2 / 240f, "step " + Tracks.largestStep(mixed));
        assertEquals(1, Tracks.peak(mixed));
    }

    @Test
    void monoAndSixteenBitsAreWidened() {
        input.begin(new Track(
                1, Role.BASE, 1, SampleFormat.S16LE, 0.5, new Transition(0, 0, Curve.LINEAR, 0)));
        byte[] halfScale = new byte[2 * SECOND];
        Arrays.fill(halfScale, (byte) 0x40);
        input.pcm(1, 0, halfScale);
        float[] mixed = Tracks.mix(mixer, 960);
        float expected = 0x4040 / 32_768f * 0.5f;
        assertEquals(expected, mixed[1_000]);
        assertEquals(expected, mixed[1_001]);
    }

    @Test
    void whatIsTooLoudIsCutAndCounted() {
        for (int id = 1; id <= 2; id++) {
            input.begin(Tracks.track(id, id == 1 ? Role.BASE : Role.STING, 0, 0, Curve.LINEAR, 0));
            Tracks.feedWhole(input, id, Tracks.constant(SECOND, 0.7f, 0.1f), 9_600);
        }
        float[] mixed = Tracks.mix(mixer, 4_800);
        assertEquals(1, Tracks.peak(mixed));
        long loud = mixer.clippedSamples();
        assertTrue(loud > 4_500 && loud < 4_800, "only the left side, from the attack on: " + loud);
    }

    @Test
    void theVolumeMovesWithoutAStep() {
        input.begin(Tracks.base(1, 0, 0));
        Tracks.feedWhole(input, 1, Tracks.constant(SECOND, 1, 1), 9_600);
        Tracks.mix(mixer, 4_800);
        mixer.setVolume(0.25);
        float[] mixed = Tracks.mix(mixer, 4_800);
        assertEquals(0.25f, mixed[mixed.length - 1]);
        assertTrue(Tracks.largestStep(mixed) < 0.0005);
        assertThrows(IllegalArgumentException.class, () -> mixer.setVolume(1.1));
    }

    @Test
    void aCutFrameIsRefusedAndNothingIsLost() {
        input.begin(Tracks.base(1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> input.pcm(1, 0, new byte[12]));
        Tracks.feedWhole(input, 1, Tracks.constant(SECOND, 1, 1), 9_600);
        Tracks.mix(mixer, 480);
        assertEquals(List.of("started 1 @0"), heard.events);
    }
}
