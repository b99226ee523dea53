package net.minecraft.client.gui.components.events;

public interface GuiEventListener {
    /** @return whether the click was for this */
    default boolean mouseClicked(double x, double y) {
        return false;
    }

    void setFocused(boolean focused);

    boolean isFocused();
}
