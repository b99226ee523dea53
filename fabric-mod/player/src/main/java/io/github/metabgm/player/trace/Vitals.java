package io.github.metabgm.player.trace;

/**
 * Health and hunger at one moment; NaN where the recorder did not know.
 *
 * @param health half hearts; negative at a death
 * @param maxHealth half hearts
 * @param food 0..20
 * @param saturation 0..20
 */
record Vitals(double health, double maxHealth, double food, double saturation) {
    static final Vitals UNKNOWN = new Vitals(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
