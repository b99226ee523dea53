package io.github.metabgm.client.ui;

/** Whether the reasons of the piece are on the screen. For the game's thread. */
public final class WhySwitch {
    private boolean on;

    /** @return whether it is on now */
    boolean toggle() {
        on = !on;
        return on;
    }

    boolean isOn() {
        return on;
    }
}
