package io.github.metabgm.client.sound;

import net.minecraft.client.Minecraft;

/**
 * Stops the game's own music while it is held back: once where a mixin keeps it from starting, else each tick, but
 * for one now and then. In 26.1 a stop in the tick of a start makes the wait for the next piece overflow, and from
 * then on one starts in each tick; a tick without a stop lets the game bound the wait again.
 */
final class GameMusic {
    private static final int TICKS_BETWEEN_PAUSES = 600;

    private boolean wasHeld;
    private int ticksHeld;

    void tick(Minecraft game, boolean held) {
        boolean mayStart = !HeldBackMusic.wasAsked();
        ticksHeld = held ? ticksHeld + 1 : 0;
        if (held && (!wasHeld || mayStart && ticksHeld % TICKS_BETWEEN_PAUSES != 0)) {
            game.getMusicManager().stopPlaying();
        }
        wasHeld = held;
    }
}
