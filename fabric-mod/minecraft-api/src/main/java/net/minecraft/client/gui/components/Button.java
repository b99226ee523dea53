package net.minecraft.client.gui.components;

import io.github.metabgm.absent.Absent;
import net.minecraft.network.chat.Component;

public abstract class Button extends AbstractButton {
    public static Button.Builder builder(Component text, Button.OnPress onPress) {
        throw Absent.body();
    }

    public interface OnPress {
        void onPress(Button button);
    }

    public static class Builder {
        public Button.Builder bounds(int x, int y, int width, int height) {
            throw Absent.body();
        }

        public Button.Builder tooltip(Tooltip tooltip) {
            throw Absent.body();
        }

        public Button build() {
            throw Absent.body();
        }
    }
}
