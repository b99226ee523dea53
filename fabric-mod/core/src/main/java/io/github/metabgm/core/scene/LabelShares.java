package io.github.metabgm.core.scene;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts labels over the ticks of a window. A window sees a handful of labels, so they are looked for one by one. */
final class LabelShares {
    private static final int ROOM_AT_FIRST = 16;

    private final int closed;
    private String[] labels;
    private int[] counts;
    private int size;
    private int total;

    /** @param closedSet labels that are told even when their share is 0 */
    LabelShares(List<String> closedSet) {
        closed = closedSet.size();
        size = closed;
        labels = closedSet.toArray(new String[Math.max(closed, ROOM_AT_FIRST)]);
        counts = new int[labels.length];
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
        // Found first, as the table may be another after it.
        int index = indexOf(label);
        counts[index]++;
    }

    void addTick() {
        total++;
    }

    private int indexOf(String label) {
        for (int i = 0; i < size; i++) {
            if (labels[i].equals(label)) {
                return i;
            }
        }
        if (size == labels.length) {
            labels = Arrays.copyOf(labels, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        labels[size] = label;
        return size++;
    }

    void clear() {
        Arrays.fill(labels, closed, size, null);
        Arrays.fill(counts, 0);
        size = closed;
        total = 0;
    }

    void putPercentages(String prefix, Map<String, Object> target) {
        for (int i = 0; i < size; i++) {
            target.put(prefix + labels[i], 100.0 * counts[i] / total);
        }
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
