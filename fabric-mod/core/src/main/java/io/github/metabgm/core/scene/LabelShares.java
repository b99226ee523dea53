package io.github.metabgm.core.scene;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts labels over the ticks of a window. */
final class LabelShares {
    private final Map<String, int[]> counts = new LinkedHashMap<>();
    private int total;

    /** @param closedSet labels that are told even when their share is 0 */
    LabelShares(List<String> closedSet) {
        closedSet.forEach(label -> counts.put(label, new int[1]));
    }

    /** Only labels that occur are told. */
    LabelShares() {
        this(List.of());
    }

    /** A tick in which {@code label} was the one that held. */
    void add(String label) {
        total++;
        count(label);
    }

    /** Counts a label in a tick that {@link #addTick} has told of; a tick may have several labels or none. */
    void count(String label) {
        counts.computeIfAbsent(label, unseen -> new int[1])[0]++;
    }

    void addTick() {
        total++;
    }

    void putPercentages(String prefix, Map<String, Object> target) {
        counts.forEach((label, count) -> target.put(prefix + label, 100.0 * count[0] / total));
    }

    Map<String, Object> percentages() {
        Map<String, Object> shares = new LinkedHashMap<>();
        putPercentages("", shares);
        return shares;
    }

    boolean isEmpty() {
        return total == 0;
    }
}
