package net.minecraft.sample;

public abstract class Creature {
    public int age;
    public final Mood mood = Mood.CALM;

    public double height() {
        return age;
    }

    public static Creature nearest() {
        return null;
    }

    protected final int steps() {
        return age;
    }
}
