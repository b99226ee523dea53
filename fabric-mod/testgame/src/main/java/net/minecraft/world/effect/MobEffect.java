package net.minecraft.world.effect;

public class MobEffect {}
