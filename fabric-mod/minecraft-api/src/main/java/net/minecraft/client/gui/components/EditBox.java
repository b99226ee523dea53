package net.minecraft.client.gui.components;

import io.github.metabgm.absent.Absent;
import java.util.function.Consumer;
import net.minecraft.client.gui.Font;
import net.minecraft.network.chat.Component;

public class EditBox extends AbstractWidget {
    public EditBox(Font font, int x, int y, int width, int height, Component narration) {
        throw Absent.body();
    }

    public void setValue(String value) {
        throw Absent.body();
    }

    public void setResponder(Consumer<String> responder) {
        throw Absent.body();
    }

    public void setMaxLength(int chars) {
        throw Absent.body();
    }
}
