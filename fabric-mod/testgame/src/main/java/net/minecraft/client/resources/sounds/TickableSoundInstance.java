package net.minecraft.client.resources.sounds;

public interface TickableSoundInstance extends SoundInstance {
    boolean isStopped();

    /** Not while the game is paused. */
    void tick();
}
