package io.github.metabgm.core.scene;

import java.util.Arrays;
import java.util.Map;

/** The element {@code Time}: shares of the parts of the day, and the last time of day. */
final class TimeWindow implements ElementWindow {
    private static final int TICKS_PER_DAY = 24_000;

    private final LabelShares phases =
            new LabelShares(Arrays.stream(DayPhase.values()).map(DayPhase::label).toList());
    private double timeOfDay;

    @Override
    public void add(Sample sample) {
        long clock = sample.timeOfDay();
        if (clock != Sample.NO_CLOCK) {
            phases.add(DayPhase.at(clock).label());
            timeOfDay = Math.floorMod(clock, TICKS_PER_DAY);
        }
    }

    @Override
    public boolean isComplete() {
        return !phases.isEmpty();
    }

    @Override
    public void clear() {
        phases.clear();
    }

    @Override
    public Map<String, Object> labels() {
        Map<String, Object> labels = phases.percentages();
        labels.put("Time Of Day", timeOfDay);
        return labels;
    }
}
