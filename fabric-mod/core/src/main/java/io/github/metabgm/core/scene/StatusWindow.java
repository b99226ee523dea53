package io.github.metabgm.core.scene;

import java.util.LinkedHashMap;
import java.util.Map;

/** The element {@code Status}. */
final class StatusWindow implements ElementWindow {
    private final ConditionShares conditions = new ConditionShares();

    @Override
    public void add(Sample sample) {
        conditions.add(sample);
    }

    @Override
    public void clear() {
        conditions.clear();
    }

    @Override
    public Map<String, Object> labels() {
        Map<String, Object> labels = new LinkedHashMap<>();
        conditions.putPercentages(Condition.status(), labels);
        return labels;
    }
}
