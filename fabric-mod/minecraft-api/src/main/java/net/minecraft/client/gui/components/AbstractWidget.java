package net.minecraft.client.gui.components;

import io.github.metabgm.absent.Absent;
import net.minecraft.client.gui.components.events.GuiEventListener;
import net.minecraft.client.gui.narration.NarratableEntry;
import net.minecraft.network.chat.Component;

public abstract class AbstractWidget implements Renderable, GuiEventListener, NarratableEntry {
    public void setMessage(Component text) {
        throw Absent.body();
    }

    public void setTooltip(Tooltip tooltip) {
        throw Absent.body();
    }

    public boolean active;

    public static abstract class WithInactiveMessage extends AbstractWidget {
    }
}
