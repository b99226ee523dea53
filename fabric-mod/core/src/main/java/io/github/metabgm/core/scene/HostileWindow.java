package io.github.metabgm.core.scene;

import java.util.Map;

/** The element {@code Hostile Entity}: who was near for how much of the window, how many, how near. */
final class HostileWindow implements ElementWindow {
    private final LabelShares kinds = new LabelShares();
    private final Quantity nearest = new Quantity();
    private final Quantity targeting = new Quantity();
    private int mostAtOnce;

    @Override
    public void add(Sample sample) {
        Hostiles hostiles = sample.hostiles();
        kinds.addTick();
        hostiles.kinds().forEach(kinds::count);
        mostAtOnce = Math.max(mostAtOnce, hostiles.count());
        nearest.add(hostiles.nearest());
        if (hostiles.targetingPlayer() != null) {
            targeting.add(hostiles.targetingPlayer() ? 100 : 0);
        }
    }

    @Override
    public Map<String, Object> labels() {
        Map<String, Object> labels = kinds.percentages();
        labels.put("Count", (double) mostAtOnce);
        nearest.putLeast("Nearest", labels);
        targeting.putMean("Targeting Player", labels);
        return labels;
    }
}
