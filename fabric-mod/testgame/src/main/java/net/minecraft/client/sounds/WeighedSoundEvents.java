package net.minecraft.client.sounds;

import net.minecraft.client.resources.sounds.Sound;

/** What sounds.json says of an event; here with one sound, the first. */
public class WeighedSoundEvents {
    private final Sound sound;

    public WeighedSoundEvents(Sound sound) {
        this.sound = sound;
    }

    public Sound getSound() {
        return sound;
    }
}
