package io.github.metabgm.core.scene;

/** The weather where the player is. */
public enum Weather {
    CLEAR("Clear"),
    RAIN("Rain"),
    SNOW("Snow"),
    THUNDER("Thunder");

    /** Levels and temperatures travel as 32-bit floats: 0.2 may arrive as 0.20000003. */
    private static final double FLOAT_TOLERANCE = 1e-6;
    /** Rain and thunder levels above this count; the game itself compares with 0.2. */
    private static final double FALLING = 0.2 + FLOAT_TOLERANCE;
    /** Below this base temperature precipitation is snow. */
    private static final double COLD = 0.15 - FLOAT_TOLERANCE;

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
