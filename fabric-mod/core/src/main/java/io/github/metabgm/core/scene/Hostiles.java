package io.github.metabgm.core.scene;

import java.util.List;
import java.util.Objects;

/**
 * Hostile entities within {@link #RANGE_BLOCKS} of the player in one tick.
 *
 * @param kinds entity names, each once
 * @param count how many entities
 * @param nearest blocks to the nearest, NaN when there is none
 * @param targetingPlayer whether one has the player as its target, null where the game does not tell
 */
public record Hostiles(List<String> kinds, int count, double nearest, Boolean targetingPlayer) {
    public static final double RANGE_BLOCKS = 24;
    public static final Hostiles NONE = new Hostiles(List.of(), 0, Double.NaN, null);

    public Hostiles {
        kinds = List.copyOf(kinds);
        Objects.checkIndex(kinds.size(), count + 1);
    }

    boolean areTargetingPlayer() {
        return Boolean.TRUE.equals(targetingPlayer);
    }
}
