package net.minecraft.client.sounds;

public class SoundEngine {
    public enum PlayResult {
        NOT_STARTED;
    }
}
