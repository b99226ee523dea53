package io.github.metabgm.core.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YieldTrackerTest implements YieldTracker.Ear<String> {
    private final YieldTracker<String> tracker = new YieldTracker<>();
    private final Set<String> playing = new HashSet<>();
    private final Map<String, Double> distances = new HashMap<>();
    private int asked;

    @Override
    public boolean isPlaying(String sound) {
        asked++;
        return playing.contains(sound);
    }

    @Override
    public double distanceTo(String sound) {
        return distances.getOrDefault(sound, 0.0);
    }

    private void play(String sound, double range) {
        tracker.begins(sound, range);
        playing.add(sound);
    }

    @Test
    void nothingHeardNothingYields() {
        assertFalse(tracker.tick(this, 0));
        assertFalse(tracker.tick(this, 100));
    }

    @Test
    void lastsASecondLongerThanTheSound() {
        play("cat", 64);
        assertTrue(tracker.tick(this, 50_000));
        playing.clear();
        assertTrue(tracker.tick(this, 51_000));
        assertFalse(tracker.tick(this, 51_001));
    }

    @Test
    void aSoundThatTheEngineDidNotTakeIsForgotten() {
        tracker.begins("cat", 64);
        assertFalse(tracker.tick(this, 50));
        playing.add("cat");
        assertFalse(tracker.tick(this, 100));
        assertEquals(1, asked);
    }

    @Test
    void onlyWithinEarshotAndAgainOnComingBack() {
        play("cat", 64);
        distances.put("cat", 65.0);
        assertFalse(tracker.tick(this, 10_000));
        distances.put("cat", 64.0);
        assertTrue(tracker.tick(this, 10_050));
        distances.put("cat", 65.0);
        assertFalse(tracker.tick(this, 12_000));
        play("everywhere", Double.POSITIVE_INFINITY);
        distances.put("everywhere", 1e9);
        assertTrue(tracker.tick(this, 12_050));
    }

    @Test
    void keepsTheNewestOfAFlood() {
        for (int i = 0; i < 1_000; i++) {
            tracker.begins("step " + i, 16);
        }
        play("cat", 64);
        assertTrue(tracker.tick(this, 10_000));
        assertEquals(32, asked);
    }
}
