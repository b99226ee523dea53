package io.github.metabgm.core.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MixRingTest {
    private static final int FRAMES = 24_000;
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 7 * SECOND;

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
        float[] heardFrames = new float[2 * FRAMES];
        try (LiveMix mix = new LiveMix(playing(), 40, 40)) {
            float[] chunk = new float[2 * 480];
            for (int at = 0; at < FRAMES; at += 480) {
                while (mix.ahead() < 480) {
                    Thread.onSpinWait();
                }
                mix.read(chunk, 480);
                System.arraycopy(chunk, 0, heardFrames, 2 * at, chunk.length);
            }
        }
        assertArrayEquals(expected, heardFrames);
    }

    @Test
    void aLateMixIsSilenceAndCounted() {
        MixRing ring = new MixRing(40, NOW);
        float[] chunk = Tracks.constant(480, 1, 1);
        ring.read(chunk, 480, NOW);
        assertArrayEquals(new float[960], chunk);
        assertEquals(480, ring.missedFrames());
    }

    @Test
    void holdsNoMoreThanFortyMilliseconds() {
        MixRing ring = new MixRing(40, NOW);
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
        try (LiveMix mix = new LiveMix(mixer, 40, 40)) {
            ended.await();
            assertTrue(mix.ahead() >= 480);
        }
    }

    @Test
    void holdsLessWhenToldTo() {
        MixRing ring = new MixRing(40, NOW);
        Mixer mixer = playing();
        float[] scratch = new float[2 * 480];
        ring.holdAhead(700);
        ring.fill(mixer, scratch);
        ring.fill(mixer, scratch);
        assertEquals(0, ring.fill(mixer, scratch));
        assertEquals(700, ring.ahead());
        ring.holdAhead(100_000);
        for (int i = 0; i < 10; i++) {
            ring.fill(mixer, scratch);
        }
        assertEquals(1_920, ring.ahead());
    }

    @Test
    void whatWasMixedBeforeTheReaderLeftIsPassedOver() {
        MixRing ring = new MixRing(40, NOW);
        Mixer mixer = playing();
        float[] scratch = new float[2 * 480];
        float[] before = new float[2 * 480];
        ring.fill(mixer, scratch);
        ring.fill(mixer, scratch);
        assertEquals(480, ring.take(before, 480, NOW + SECOND));
        assertEquals(480, ring.ahead());
        assertEquals(0, ring.take(before, 480, NOW + 3 * SECOND));
        ring.fill(mixer, scratch);
        assertEquals(480, ring.take(before, 480, NOW + 3 * SECOND));
        assertArrayEquals(scratch, before);
    }

    @Test
    void withoutAReaderTheMixGoesOnInRealTime() throws InterruptedException {
        Mixer mixer = playing();
        long began = System.nanoTime();
        try (LiveMix mix = new LiveMix(mixer, 40, 40)) {
            awaitPosition(mixer, 1_921);
            assertTrue(System.nanoTime() - began >= SECOND, "a short absence costs no music");
            long left = System.nanoTime();
            long from = mixer.position();
            awaitPosition(mixer, from + 24_000);
            assertTrue(System.nanoTime() - left >= 0.4 * SECOND, "half a second passed too fast");
            assertEquals(1_920, mix.ahead());
        }
    }

    private static void awaitPosition(Mixer mixer, long frame) throws InterruptedException {
        while (mixer.position() < frame) {
            Thread.sleep(1);
        }
    }
}
