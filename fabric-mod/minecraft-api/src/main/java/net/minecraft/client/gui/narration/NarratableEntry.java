package net.minecraft.client.gui.narration;

public interface NarratableEntry {
}
