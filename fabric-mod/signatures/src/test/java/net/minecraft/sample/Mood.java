package net.minecraft.sample;

public enum Mood {
    CALM,
    ANGRY
}
