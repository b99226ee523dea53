package net.minecraft.sample;

public interface Listener {
    void heard(String sound, float volume);
}
