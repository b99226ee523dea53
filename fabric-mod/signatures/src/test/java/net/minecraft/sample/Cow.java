package net.minecraft.sample;

public class Cow extends Creature {
    public Cow() {}
}
