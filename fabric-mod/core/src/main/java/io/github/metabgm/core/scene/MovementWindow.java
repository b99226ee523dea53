package io.github.metabgm.core.scene;

import java.util.LinkedHashMap;
import java.util.Map;

/** The element {@code Movement}: ways to move, the vehicle ridden, the mean speed. */
final class MovementWindow implements ElementWindow {
    private final ConditionShares conditions = new ConditionShares();
    private final LabelShares vehicles = new LabelShares();
    private final Quantity speed = new Quantity();

    @Override
    public void add(Sample sample) {
        conditions.add(sample);
        vehicles.addTick();
        if (sample.vehicle() != null) {
            vehicles.count(sample.vehicle());
        }
        speed.add(sample.speed());
    }

    @Override
    public void clear() {
        conditions.clear();
        vehicles.clear();
        speed.clear();
    }

    @Override
    public Map<String, Object> labels() {
        Map<String, Object> labels = new LinkedHashMap<>();
        conditions.putPercentages(Condition.movement(), labels);
        vehicles.putPercentages("Riding ", labels);
        speed.putMean("Speed", labels);
        return labels;
    }
}
