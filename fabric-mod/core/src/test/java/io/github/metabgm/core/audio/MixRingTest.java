package io.github.metabgm.core.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MixRingTest {
    private static final int FRAMES = 24_000;

    private final Heard heard = new Heard();
    private final float[] audio = Tracks.noise(new SplittableRandom(9), FRAMES, 0.5);

    private Mixer playing() {
        Mixer mixer = new Mixer(3_000, heard, heard);
        mixer.input().begin(Tracks.base(1, 0, 0));
        Tracks.feedWhole(mixer.input(), 1, audio, 9_600);
        return mixer;
    }

    @Test
    void theSoundThreadGetsTheMixAndNothingElse() {
        float[] expected = Tracks.mix(playing(), FRAMES);
        MixRing ring = new MixRing();
        float[] heardFrames = new float[2 * FRAMES];
        try (MixThread mixing = new MixThread(playing(), ring)) {
            mixing.start();
            float[] chunk = new float[2 * 480];
            for (int at = 0; at < FRAMES; at += 480) {
                while (ring.ahead() < 480) {
                    Thread.onSpinWait();
                }
                ring.read(chunk, 480);
                System.arraycopy(chunk, 0, heardFrames, 2 * at, chunk.length);
            }
        }
        assertArrayEquals(expected, heardFrames);
        assertEquals(0, ring.missedFrames());
    }

    @Test
    void aLateMixIsSilenceAndCounted() {
        MixRing ring = new MixRing();
        float[] chunk = Tracks.constant(480, 1, 1);
        ring.read(chunk, 480);
        assertArrayEquals(new float[960], chunk);
        assertEquals(480, ring.missedFrames());
    }

    @Test
    void holdsNoMoreThanFortyMilliseconds() {
        MixRing ring = new MixRing();
        Mixer mixer = playing();
        float[] scratch = new float[2 * 480];
        for (int i = 0; i < 100; i++) {
            ring.fill(mixer, scratch);
        }
        assertEquals(1_920, ring.ahead());
        assertEquals(1_920, mixer.position());
    }

    @Test
    void aTrackEndsThoughNobodyListensToTheEvents() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Mixer mixer = new Mixer(
                3_000,
                new MixerListener() {
                    @Override
                    public void ended(Track track, long frame) {
                        ended.countDown();
                    }
                },
                (track, frames) -> {});
        mixer.input().begin(Tracks.base(1, 0, 0));
        Tracks.feedWhole(mixer.input(), 1, new float[960], 480);
        MixRing ring = new MixRing();
        try (MixThread mixing = new MixThread(mixer, ring)) {
            mixing.start();
            ended.await();
        }
        assertTrue(mixer.position() >= 480);
    }
}
