package net.minecraft.commands;

public interface CommandBuildContext {
}
