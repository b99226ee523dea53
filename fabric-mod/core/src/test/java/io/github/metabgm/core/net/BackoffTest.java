package io.github.metabgm.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final long[] PLAIN_MS = {500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000};

    private static long[] delays(Backoff backoff) {
        return LongStream.range(0, PLAIN_MS.length)
                .map(attempt -> backoff.delayAfter(Setback.Kind.REFUSED))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void doublesUpToThirtySecondsWithTwentyPercentOfJitter(long seed) {
        long[] delays = delays(new Backoff(new SplittableRandom(seed)));
        for (int attempt = 0; attempt < delays.length; attempt++) {
            assertEquals(PLAIN_MS[attempt], delays[attempt], 0.2 * PLAIN_MS[attempt] + 1);
        }
        assertTrue(LongStream.of(delays).skip(6).distinct().count() > 1, "no jitter");
    }

    @Test
    void aSeedDecides() {
        long[] first = delays(new Backoff(new SplittableRandom(3)));
        long[] second = delays(new Backoff(new SplittableRandom(3)));
        assertEquals(LongStream.of(first).boxed().toList(), LongStream.of(second).boxed().toList());
    }

    @Test
    void anOpenSessionBeginsAnew() {
        Backoff backoff = new Backoff(new SplittableRandom(1));
        delays(backoff);
        backoff.sessionOpened();
        assertEquals(500, backoff.delayAfter(Setback.Kind.CLOSED), 100);
    }

    @Test
    void whereOnlyAnUpdateHelpsItTriesEveryFiveMinutes() {
        Backoff backoff = new Backoff(new SplittableRandom(1));
        assertEquals(300_000, backoff.delayAfter(Setback.Kind.VERSION));
        assertEquals(300_000, backoff.delayAfter(Setback.Kind.VERSION));
        assertEquals(500, backoff.delayAfter(Setback.Kind.REFUSED), 100);
    }
}
