package net.minecraft.client.gui.components;

import net.minecraft.network.chat.Component;

public abstract class Button extends AbstractButton {
    private static final int DEFAULT_WIDTH = 150;
    private static final int DEFAULT_HEIGHT = 20;

    private final OnPress onPress;

    protected Button(int x, int y, int width, int height, Component message, OnPress onPress) {
        super(x, y, width, height, message);
        this.onPress = onPress;
    }

    public static Builder builder(Component message, OnPress onPress) {
        return new Builder(message, onPress);
    }

    @Override
    protected void onClick() {
        onPress.onPress(this);
    }

    public interface OnPress {
        void onPress(Button button);
    }

    /** The plain one, which is the only one that is built. */
    private static final class Plain extends Button {
        Plain(int x, int y, int width, int height, Component message, OnPress onPress) {
            super(x, y, width, height, message, onPress);
        }
    }

    public static class Builder {
        private final Component message;
        private final OnPress onPress;
        private int x;
        private int y;
        private int width = DEFAULT_WIDTH;
        private int height = DEFAULT_HEIGHT;
        private Tooltip tooltip;

        Builder(Component message, OnPress onPress) {
            this.message = message;
            this.onPress = onPress;
        }

        public Builder bounds(int newX, int newY, int newWidth, int newHeight) {
            x = newX;
            y = newY;
            width = newWidth;
            height = newHeight;
            return this;
        }

        public Builder tooltip(Tooltip newTooltip) {
            tooltip = newTooltip;
            return this;
        }

        public Button build() {
            Button button = new Plain(x, y, width, height, message, onPress);
            button.setTooltip(tooltip);
            return button;
        }
    }
}
