package net.minecraft.client;

public interface DeltaTracker {
}
