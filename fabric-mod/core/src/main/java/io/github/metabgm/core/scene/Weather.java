package io.github.metabgm.core.scene;

/** The weather where the player is. */
public enum Weather {
    CLEAR("Clear"),
    RAIN("Rain"),
    SNOW("Snow"),
    THUNDER("Thunder");

    /** Rain and thunder levels above this count; the game itself compares with the same number. */
    private static final double FALLING = 0.2;
    /** Below this base temperature precipitation is snow. */
    private static final double COLD = 0.15;

    private final String label;

    Weather(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /**
     * The weather told by levels rather than by the "is raining" flag, which some servers and clients read the
     * other way round.
     *
     * @param rainLevel 0..1
     * @param thunderLevel 0..1
     * @param biomeTemperature the biome's base temperature, NaN where unknown
     */
    public static Weather of(double rainLevel, double thunderLevel, double biomeTemperature) {
        if (!(rainLevel > FALLING)) {
            return CLEAR;
        }
        if (thunderLevel > FALLING) {
            return THUNDER;
        }
        return biomeTemperature < COLD ? SNOW : RAIN;
    }
}
