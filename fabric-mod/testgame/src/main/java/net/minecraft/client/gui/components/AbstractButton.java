package net.minecraft.client.gui.components;

public abstract class AbstractButton extends AbstractWidget.WithInactiveMessage {
}
