package net.minecraft.client.gui.components;

import io.github.metabgm.absent.Absent;
import net.minecraft.network.chat.Component;

public abstract class Button extends AbstractButton {
    public static Button.Builder builder(Component a, Button.OnPress b) {
        throw Absent.body();
    }

    public interface OnPress {
        void onPress(Button a);
    }

    public static class Builder {
        public Button.Builder bounds(int a, int b, int c, int d) {
            throw Absent.body();
        }

        public Button.Builder tooltip(Tooltip a) {
            throw Absent.body();
        }

        public Button build() {
            throw Absent.body();
        }
    }
}
