package io.github.metabgm.core.scene;

/**
 * Health and hunger in one tick; NaN where the game has not told.
 *
 * @param health half hearts; below 0 counts as 0, as servers send negative health at a death
 * @param maxHealth half hearts
 * @param food 0..20
 * @param saturation 0..20
 */
public record Vitals(double health, double maxHealth, double food, double saturation) {
    public static final Vitals UNKNOWN = new Vitals(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    public Vitals {
        health = Math.max(0, health);
    }
}
