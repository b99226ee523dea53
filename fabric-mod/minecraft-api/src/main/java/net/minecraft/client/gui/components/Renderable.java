package net.minecraft.client.gui.components;

public interface Renderable {
}
