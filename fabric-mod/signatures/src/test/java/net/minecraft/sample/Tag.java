package net.minecraft.sample;

public record Tag(String key) {}
