package io.github.metabgm.core.scene;

/**
 * What is known of each {@link Condition} in one tick, as two bit sets.
 *
 * @param known bits of the conditions that the game has told
 * @param holding bits of those among them that hold
 */
public record Conditions(int known, int holding) {
    public static final Conditions UNKNOWN = new Conditions(0, 0);

    public Conditions {
        if ((holding & ~known) != 0) {
            throw new IllegalArgumentException("a condition that holds must be known: known=" + known
                    + ", holding=" + holding);
        }
    }

    /** @param holds null where the game has not told */
    public Conditions with(Condition condition, Boolean holds) {
        int bit = 1 << condition.ordinal();
        if (holds == null) {
            return new Conditions(known & ~bit, holding & ~bit);
        }
        return new Conditions(known | bit, holds ? holding | bit : holding & ~bit);
    }

    public boolean knows(Condition condition) {
        return (known & 1 << condition.ordinal()) != 0;
    }

    public boolean holds(Condition condition) {
        return (holding & 1 << condition.ordinal()) != 0;
    }
}
