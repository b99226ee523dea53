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
        for (int i = 0; i < hostiles.kinds().size(); i++) {
            kinds.count(hostiles.kinds().get(i));
        }
        mostAtOnce = Math.max(mostAtOnce, hostiles.count());
        nearest.add(hostiles.nearest());
        if (hostiles.knowTarget()) {
            targeting.add(hostiles.targetPlayer() ? 100 : 0);
        }
    }

    @Override
    public void clear() {
        kinds.clear();
        nearest.clear();
        targeting.clear();
        mostAtOnce = 0;
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
