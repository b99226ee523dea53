package io.github.metabgm.client.sound;

import net.minecraft.client.Minecraft;

/**
 * Stops the game's own music while it is held back: once where a mixin keeps it from starting, else every other tick.
 * In 26.1 a stop in the tick of a start makes the wait for the next piece overflow, so that one starts in each tick;
 * a tick between the two lets the game bound the wait first.
 */
final class GameMusic {
    private boolean wasHeld;
    private boolean stopped;

    void tick(Minecraft game, boolean held) {
        boolean mayStart = !HeldBackMusic.wasAsked();
        stopped = held && (!wasHeld || mayStart && !stopped);
        if (stopped) {
            game.getMusicManager().stopPlaying();
        }
        wasHeld = held;
    }
}
