package io.github.metabgm.core.scene;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The hostile entities near the player in one tick, as a {@link Sample} gathers them. */
public final class Hostiles {
    /** Those farther away are left out. */
    public static final double RANGE_BLOCKS = 24;

    private final List<String> kinds = new ArrayList<>();
    private final List<String> kindsShown = Collections.unmodifiableList(kinds);
    private int count;
    private double nearest;
    private boolean targetsKnown;
    private boolean targeting;

    Hostiles() {
        clear();
    }

    void clear() {
        kinds.clear();
        count = 0;
        nearest = Double.NaN;
        targetsKnown = false;
        targeting = false;
    }

    void add(String kind, double distance) {
        if (!(distance <= RANGE_BLOCKS)) {
            return;
        }
        nearest = count++ == 0 ? distance : Math.min(nearest, distance);
        if (!kinds.contains(kind)) {
            kinds.add(kind);
        }
    }

    void targeting(boolean player) {
        targetsKnown = true;
        targeting = player;
    }

    /** Entity names, each once; a view that changes with the sample. */
    public List<String> kinds() {
        return kindsShown;
    }

    /** How many entities. */
    public int count() {
        return count;
    }

    /** Blocks to the nearest, NaN when there is none. */
    public double nearest() {
        return nearest;
    }

    /** Whether the game tells whom the hostiles have as their target. */
    public boolean knowTarget() {
        return targetsKnown;
    }

    /** Whether one is known to have the player as its target. */
    public boolean targetPlayer() {
        return targeting;
    }
}
