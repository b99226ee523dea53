package net.minecraft.client;

/** How far the frame is between two ticks. */
public interface DeltaTracker {
    DeltaTracker ZERO = new DeltaTracker() {};
}
