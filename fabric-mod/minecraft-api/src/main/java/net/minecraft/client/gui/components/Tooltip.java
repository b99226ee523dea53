package net.minecraft.client.gui.components;

import io.github.metabgm.absent.Absent;
import net.minecraft.network.chat.Component;

public class Tooltip {
    public static Tooltip create(Component text) {
        throw Absent.body();
    }
}
