package io.github.metabgm.core.scene;

import java.util.LinkedHashMap;
import java.util.Map;

/** The element {@code Position}. */
final class PositionWindow implements ElementWindow {
    private final ConditionShares conditions = new ConditionShares();
    private final Quantity y = new Quantity();

    @Override
    public void add(Sample sample) {
        conditions.add(sample);
        y.add(sample.y());
    }

    @Override
    public void clear() {
        conditions.clear();
        y.clear();
    }

    @Override
    public Map<String, Object> labels() {
        Map<String, Object> labels = new LinkedHashMap<>();
        conditions.putPercentages(Condition.position(), labels);
        y.putLast("Y", labels);
        return labels;
    }
}
