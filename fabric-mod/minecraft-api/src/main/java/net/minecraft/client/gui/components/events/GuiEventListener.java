package net.minecraft.client.gui.components.events;

public interface GuiEventListener {
}
