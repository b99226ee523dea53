package io.github.metabgm.client.sound;

import net.minecraft.client.Minecraft;

/** Stops the game's own music while it is held back: once where a mixin keeps it from starting, else each tick. */
final class GameMusic {
    private boolean wasHeld;

    void tick(Minecraft game, boolean held) {
        boolean mayStart = !HeldBackMusic.wasAsked();
        if (held && (mayStart || !wasHeld)) {
            game.getMusicManager().stopPlaying();
        }
        wasHeld = held;
    }
}
