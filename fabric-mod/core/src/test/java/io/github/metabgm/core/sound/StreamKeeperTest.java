package io.github.metabgm.core.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.sound.StreamKeeper.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamKeeperTest {
    private final StreamKeeper keeper = new StreamKeeper();
    private final List<Integer> starts = new ArrayList<>();
    private int tick;

    /** Ticks that start the stream where the keeper says so. */
    private void run(int ticks, boolean wanted, boolean accepts, boolean stays) {
        for (int i = 0; i < ticks; i++, tick++) {
            Step step = keeper.tick(wanted, stays);
            if (step == Step.START) {
                starts.add(tick);
                keeper.started(accepts);
            }
        }
    }

    @Test
    void startsOnceWhatIsWanted() {
        run(50, false, true, true);
        assertEquals(List.of(), starts);
        assertFalse(keeper.isThere());
        run(500, true, true, true);
        assertEquals(List.of(50), starts);
        assertTrue(keeper.isThere());
        assertTrue(keeper.isPlaying());
    }

    @Test
    void asksAgainAndLessAndLessOften() {
        run(500, true, false, false);
        assertEquals(List.of(0, 10, 30, 70, 150, 250, 350, 450), starts);
        assertFalse(keeper.isThere());
    }

    @Test
    void whatPlayedForLongIsStartedAnewInTheSameTick() {
        run(200, true, true, true);
        run(1, true, true, false);
        assertEquals(List.of(0, 200), starts);
        assertTrue(keeper.isThere());
        assertFalse(keeper.isPlaying());
    }

    @Test
    void whatFellAtOnceIsStartedLaterAndLater() {
        run(1, true, true, true);
        run(20, true, true, true);
        run(1, true, true, false);
        run(30, true, true, true);
        assertEquals(List.of(0, 31), starts);
    }

    @Test
    void aStartNeedNotShowForTwoSeconds() {
        run(40, true, true, false);
        assertEquals(List.of(0), starts);
        run(12, true, true, false);
        assertEquals(List.of(0, 50), starts);
    }

    @Test
    void isGivenUpAfterTenSecondsOfSilence() {
        run(100, true, true, true);
        for (int i = 0; i < 199; i++) {
            assertEquals(Step.NONE, keeper.tick(false, true));
        }
        assertEquals(Step.STOP, keeper.tick(false, true));
        assertEquals(Step.NONE, keeper.tick(false, true));
        assertEquals(Step.START, keeper.tick(true, false));
    }

    @Test
    void countsAsThereForTenSecondsWithoutAStream() {
        run(100, true, true, true);
        run(199, true, false, false);
        assertTrue(keeper.isThere());
        run(1, true, false, false);
        assertFalse(keeper.isThere());
    }
}
