package io.github.metabgm.core.scene;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Counts, per condition, the ticks of a window in which it was known and those in which it held. */
final class ConditionShares {
    private final int[] known = new int[Condition.values().length];
    private final int[] holding = new int[Condition.values().length];

    void add(Sample sample) {
        for (int bits = sample.knownConditions(); bits != 0; bits &= bits - 1) {
            known[Integer.numberOfTrailingZeros(bits)]++;
        }
        for (int bits = sample.holdingConditions(); bits != 0; bits &= bits - 1) {
            holding[Integer.numberOfTrailingZeros(bits)]++;
        }
    }

    void clear() {
        Arrays.fill(known, 0);
        Arrays.fill(holding, 0);
    }

    /** A condition that was known in no tick is left out: neither label would be true. */
    void putPercentages(List<Condition> conditions, Map<String, Object> target) {
        for (Condition condition : conditions) {
            int ticks = known[condition.ordinal()];
            if (ticks > 0) {
                double share = 100.0 * holding[condition.ordinal()] / ticks;
                target.put(condition.label(), share);
                target.put(condition.negativeLabel(), 100.0 - share);
            }
        }
    }
}
