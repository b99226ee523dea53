package io.github.metabgm.core.scene;

/** The part of a {@link Sample} that is about the player's body: health, hunger, conditions, the way it moves. */
abstract sealed class PlayerReading permits Sample {
    private double health;
    private double absorption;
    private double maxHealth;
    private double food;
    private double saturation;
    private double speed;
    private String vehicle;
    private int knownConditions;
    private int holdingConditions;

    void forgetPlayer() {
        health = Double.NaN;
        absorption = Double.NaN;
        maxHealth = Double.NaN;
        food = Double.NaN;
        saturation = Double.NaN;
        speed = Double.NaN;
        vehicle = null;
        knownConditions = 0;
        holdingConditions = 0;
    }

    /** Half hearts; below 0 counts as 0, as servers send negative health at a death. */
    public void health(double halfHearts) {
        health = Math.max(0, halfHearts);
    }

    public double health() {
        return health;
    }

    /** Half hearts on top of the health, 0 where there are none. */
    public void absorption(double halfHearts) {
        absorption = halfHearts;
    }

    public double absorption() {
        return absorption;
    }

    /** Half hearts. */
    public void maxHealth(double halfHearts) {
        maxHealth = halfHearts;
    }

    public double maxHealth() {
        return maxHealth;
    }

    /** 0..20. */
    public void food(double points) {
        food = points;
    }

    public double food() {
        return food;
    }

    /** 0..20. */
    public void saturation(double points) {
        saturation = points;
    }

    public double saturation() {
        return saturation;
    }

    /** Blocks per second. */
    public void speed(double blocksPerSecond) {
        speed = blocksPerSecond;
    }

    public double speed() {
        return speed;
    }

    /** Name of what the player rides, null when on foot. */
    public void vehicle(String name) {
        vehicle = name;
    }

    public String vehicle() {
        return vehicle;
    }

    /** From now on the condition is known. */
    public void condition(Condition condition, boolean holds) {
        int bit = 1 << condition.ordinal();
        knownConditions |= bit;
        holdingConditions = holds ? holdingConditions | bit : holdingConditions & ~bit;
    }

    public boolean knows(Condition condition) {
        return (knownConditions & 1 << condition.ordinal()) != 0;
    }

    /** Whether the condition is known to hold. */
    public boolean holds(Condition condition) {
        return (holdingConditions & 1 << condition.ordinal()) != 0;
    }

    /** Bits by ordinal. */
    int knownConditions() {
        return knownConditions;
    }

    /** Bits by ordinal, among those known. */
    int holdingConditions() {
        return holdingConditions;
    }
}
