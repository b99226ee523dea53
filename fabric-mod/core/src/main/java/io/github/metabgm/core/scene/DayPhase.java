package io.github.metabgm.core.scene;

/** Part of the day by the dimension's clock. */
public enum DayPhase {
    DAWN("Dawn"),
    DAY("Day"),
    DUSK("Dusk"),
    NIGHT("Night");

    private static final int TICKS_PER_DAY = 24_000;
    private static final int DAY_BEGINS = 1_000;
    private static final int DUSK_BEGINS = 11_400;
    private static final int NIGHT_BEGINS = 13_700;
    private static final int DAWN_BEGINS = 22_300;

    private final String label;

    DayPhase(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** @param timeOfDay ticks; a clock that counts days on is taken modulo 24000 */
    public static DayPhase at(long timeOfDay) {
        long ticks = Math.floorMod(timeOfDay, TICKS_PER_DAY);
        if (ticks < DAY_BEGINS || ticks >= DAWN_BEGINS) {
            return DAWN;
        }
        if (ticks < DUSK_BEGINS) {
            return DAY;
        }
        return ticks < NIGHT_BEGINS ? DUSK : NIGHT;
    }
}
