package io.github.metabgm.core.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.audio.Curve;
import io.github.metabgm.core.audio.LiveMix;
import io.github.metabgm.core.audio.Mixer;
import io.github.metabgm.core.audio.MixerListener;
import io.github.metabgm.core.audio.Role;
import io.github.metabgm.core.audio.SampleFormat;
import io.github.metabgm.core.audio.Track;
import io.github.metabgm.core.audio.Transition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamFeedTest {
    private static final int SECOND_BYTES = 192_000;
    private static final int CHUNK_BYTES = 80 * 192;
    private static final long TICK_NANOS = 50_000_000;

    private long nanos = System.nanoTime();
    private final StreamFeed feed = new StreamFeed(() -> nanos);

    private static Mixer mixer(int seconds) {
        Mixer mixer = new Mixer(10_000, new MixerListener() {}, (track, frames) -> {});
        mixer.input().begin(new Track(
                1, Role.BASE, 1, SampleFormat.S16LE, 1, new Transition(0, 0, Curve.LINEAR, 0)));
        ByteBuffer loud = ByteBuffer.allocate(seconds * 96_000).order(ByteOrder.LITTLE_ENDIAN);
        while (loud.hasRemaining()) {
            loud.putShort((short) 10_000);
        }
        mixer.input().pcm(1, 0, loud.array());
        return mixer;
    }

    private static int loudest(ByteBuffer data) {
        int loudest = 0;
        for (int i = 0; i < data.limit(); i += Short.BYTES) {
            loudest = Math.max(loudest, Math.abs(data.getShort(i)));
        }
        return loudest;
    }

    private ByteBuffer readATickLater(long stream) {
        nanos += TICK_NANOS;
        return feed.read(stream, SECOND_BYTES);
    }

    private static void awaitAhead(LiveMix mix, int frames) {
        while (mix.ahead() < frames) {
            Thread.onSpinWait();
        }
    }

    @Test
    void givesAChunkOfSilenceWhereThereIsNoMix() {
        ByteBuffer data = feed.read(feed.begin(), SECOND_BYTES);
        assertTrue(data.isDirect());
        assertEquals(ByteOrder.LITTLE_ENDIAN, data.order());
        assertEquals(0, data.position());
        assertEquals(CHUNK_BYTES, data.remaining());
        assertEquals(0, loudest(data));
        assertEquals(0, feed.figures(true, false).missedFrames());
    }

    @Test
    void givesNoMoreThanIsAskedFor() {
        long stream = feed.begin();
        assertEquals(1_000, feed.read(stream, 1_003).remaining());
        assertEquals(4, feed.read(stream, 1).remaining());
    }

    @Test
    void beginsWithSilenceAndThenGivesTheMix() {
        try (LiveMix mix = feed.feedFrom(mixer(2))) {
            awaitAhead(mix, 7_680);
            long stream = feed.begin();
            assertEquals(0, loudest(feed.read(stream, SECOND_BYTES)));
            assertEquals(0, loudest(feed.read(stream, SECOND_BYTES)));
            assertEquals(10_000, loudest(feed.read(stream, SECOND_BYTES)));
            assertEquals(10_000, loudest(feed.read(stream, SECOND_BYTES)));
            assertEquals(0, feed.figures(true, false).missedFrames());
        }
    }

    @Test
    void aLateVisitSharesOutWhatThereIs() {
        LiveMix mix = feed.feedFrom(mixer(4));
        awaitAhead(mix, 7_680);
        long stream = feed.begin();
        for (int i = 0; i < 4; i++) {
            feed.read(stream, SECOND_BYTES);
        }
        awaitAhead(mix, 7_680);
        mix.close();
        nanos += 200_000_000;
        for (int i = 0; i < 3; i++) {
            ByteBuffer data = feed.read(stream, SECOND_BYTES);
            assertEquals(CHUNK_BYTES * 2 / 3, data.remaining());
            assertEquals(10_000, loudest(data));
        }
        assertEquals(0, feed.figures(true, false).missedFrames());
    }

    @Test
    void onlyTheNewestStreamTakesFromTheMix() {
        try (LiveMix mix = feed.feedFrom(mixer(2))) {
            long old = feed.begin();
            for (int i = 0; i < 4; i++) {
                readATickLater(old);
            }
            long fresh = feed.begin();
            for (int i = 0; i < 100; i++) {
                assertEquals(0, loudest(readATickLater(old)));
            }
            readATickLater(fresh);
            readATickLater(fresh);
            awaitAhead(mix, 7_680);
            assertEquals(10_000, loudest(readATickLater(fresh)));
        }
    }

    @Test
    void neitherWaitsNorEndsWhenTheMixingThreadIsDead() {
        LiveMix mix = feed.feedFrom(mixer(2));
        awaitAhead(mix, 7_680);
        mix.close();
        long stream = feed.begin();
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 1_000; i++) {
                assertTrue(readATickLater(stream).hasRemaining());
            }
        });
        assertEquals(0, loudest(readATickLater(stream)));
        assertTrue(feed.figures(true, false).missedFrames() > 900 * 3_840L);
    }

    @Test
    void aGapIsFollowedByLongerChunks() {
        LiveMix mix = feed.feedFrom(mixer(2));
        awaitAhead(mix, 7_680);
        mix.close();
        long stream = feed.begin();
        for (int i = 0; i < 8; i++) {
            readATickLater(stream);
        }
        feed.tick(5_000);
        assertEquals(120, feed.figures(true, false).chunkMs());
        assertEquals(120 * 192, readATickLater(stream).remaining());
    }

    @Test
    void silenceBetweenTracksIsNoGap() {
        Mixer silent = new Mixer(10_000, new MixerListener() {}, (track, frames) -> {});
        LiveMix mix = feed.feedFrom(silent);
        awaitAhead(mix, 7_680);
        mix.close();
        long stream = feed.begin();
        for (int i = 0; i < 20; i++) {
            readATickLater(stream);
        }
        assertEquals(0, feed.figures(true, false).missedFrames());
    }
}
