package net.minecraft.client.gui.components.events;

public abstract class AbstractContainerEventHandler {
}
