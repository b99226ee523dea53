package net.minecraft.client.gui.components.events;

import java.util.List;

/** Hands a click to the first child that takes it, and keeps which one has the focus. */
public abstract class AbstractContainerEventHandler {
    private GuiEventListener focused;

    public abstract List<? extends GuiEventListener> children();

    /** @return null while none has it */
    public GuiEventListener getFocused() {
        return focused;
    }

    public void setFocused(GuiEventListener child) {
        if (focused != null) {
            focused.setFocused(false);
        }
        focused = child;
        if (child != null) {
            child.setFocused(true);
        }
    }

    public boolean mouseClicked(double x, double y) {
        for (GuiEventListener child : List.copyOf(children())) {
            if (child.mouseClicked(x, y)) {
                setFocused(child);
                return true;
            }
        }
        return false;
    }
}
