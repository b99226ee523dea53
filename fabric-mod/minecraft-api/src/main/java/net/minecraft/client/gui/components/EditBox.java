package net.minecraft.client.gui.components;

import io.github.metabgm.absent.Absent;
import java.util.function.Consumer;
import net.minecraft.client.gui.Font;
import net.minecraft.network.chat.Component;

public class EditBox extends AbstractWidget {
    public EditBox(Font a, int b, int c, int d, int e, Component f) {
        throw Absent.body();
    }

    public void setValue(String a) {
        throw Absent.body();
    }

    public void setResponder(Consumer<String> responder) {
        throw Absent.body();
    }

    public void setMaxLength(int a) {
        throw Absent.body();
    }
}
