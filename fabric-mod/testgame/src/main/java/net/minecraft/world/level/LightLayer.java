package net.minecraft.world.level;

public enum LightLayer {
    SKY,
    BLOCK;
}
