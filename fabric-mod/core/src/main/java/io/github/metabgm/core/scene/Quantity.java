package io.github.metabgm.core.scene;

import java.util.Map;

/** Mean, last and least of a quantity over a window; unknown values (NaN) are passed over. */
final class Quantity {
    private double sum;
    private int count;
    private double last = Double.NaN;
    private double least = Double.POSITIVE_INFINITY;

    void add(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        sum += value;
        count++;
        last = value;
        least = Math.min(least, value);
    }

    void clear() {
        sum = 0;
        count = 0;
        last = Double.NaN;
        least = Double.POSITIVE_INFINITY;
    }

    private boolean isKnown() {
        return count > 0;
    }

    void putLast(String key, Map<String, Object> target) {
        if (isKnown()) {
            target.put(key, last);
        }
    }

    void putMean(String key, Map<String, Object> target) {
        if (isKnown()) {
            target.put(key, sum / count);
        }
    }

    void putLeast(String key, Map<String, Object> target) {
        if (isKnown()) {
            target.put(key, least);
        }
    }
}
