package io.github.metabgm.core.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JitterBufferTest {
    private final JitterCounts counts = new JitterCounts();
    private final JitterBuffer buffer = new JitterBuffer(1_000, counts);
    private final float[] piece = Tracks.noise(new SplittableRandom(1), 2_000, 1);

    private void write(int fromFrame, int toFrame) {
        buffer.write(fromFrame, Arrays.copyOfRange(piece, 2 * fromFrame, 2 * toFrame), toFrame - fromFrame);
    }

    private float[] read(int frames) {
        float[] stereo = new float[2 * frames];
        assertEquals(frames, buffer.read(stereo, frames));
        return stereo;
    }

    private float[] pieceOf(int fromFrame, int toFrame) {
        return Arrays.copyOfRange(piece, 2 * fromFrame, 2 * toFrame);
    }

    @Test
    void givesBackWhatItTookAroundItsEdge() {
        for (int at = 0; at < 1_800; at += 300) {
            write(at, at + 300);
            assertArrayEquals(pieceOf(at, at + 300), read(300));
        }
    }

    @Test
    void aGapIsSilenceSoThatLaterFramesKeepTheirPlace() {
        write(0, 100);
        write(150, 200);
        assertArrayEquals(pieceOf(0, 100), read(100));
        assertArrayEquals(new float[100], read(50));
        assertArrayEquals(pieceOf(150, 200), read(50));
        assertEquals(50, counts.missing());
    }

    @Test
    void whatComesTwiceIsTakenOnce() {
        write(0, 100);
        write(50, 150);
        write(20, 80);
        assertArrayEquals(pieceOf(0, 150), read(150));
        assertEquals(50 + 60, counts.repeated());
        assertEquals(0, buffer.available());
    }

    @Test
    void whatFindsNoRoomIsDroppedAndLeavesAGap() {
        write(0, 800);
        write(800, 1_100);
        assertEquals(100, counts.dropped());
        assertArrayEquals(pieceOf(0, 500), read(500));
        write(1_100, 1_200);
        assertArrayEquals(pieceOf(500, 1_000), read(500));
        assertArrayEquals(new float[200], read(100));
        assertArrayEquals(pieceOf(1_100, 1_200), read(100));
        assertEquals(100, counts.missing());
    }

    @Test
    void anOffsetBeyondAllReckoningFillsTheBufferAndNoMore() {
        write(0, 10);
        buffer.write(Long.MAX_VALUE - 5, new float[8], 4);
        assertEquals(1_000, buffer.available());
        assertEquals(4, counts.dropped());
    }

    @Test
    void aReaderOnAnotherThreadSeesEveryFrameOnceAndWhole() throws InterruptedException {
        float[] piece200k = Tracks.noise(new SplittableRandom(2), 200_000, 1);
        JitterBuffer shared = new JitterBuffer(1_024, counts);
        Thread writer = new Thread(() -> {
            SplittableRandom random = new SplittableRandom(3);
            for (int at = 0; at < 200_000; ) {
                int frames = Math.min(1 + random.nextInt(300), 200_000 - at);
                if (shared.available() + frames <= 1_024) {
                    shared.write(at, Arrays.copyOfRange(piece200k, 2 * at, 2 * (at + frames)), frames);
                    at += frames;
                } else {
                    Thread.onSpinWait();
                }
            }
            shared.finish();
        });
        writer.start();
        float[] got = new float[400_000];
        float[] chunk = new float[2 * 480];
        for (int at = 0; at < 200_000; ) {
            int frames = shared.read(chunk, 480);
            System.arraycopy(chunk, 0, got, 2 * at, 2 * frames);
            at += frames;
        }
        writer.join();
        assertArrayEquals(piece200k, got);
        assertEquals(0, counts.missing() + counts.repeated() + counts.dropped());
    }
}
