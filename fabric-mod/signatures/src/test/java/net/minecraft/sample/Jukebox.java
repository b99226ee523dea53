package net.minecraft.sample;

public class Jukebox {
    public void add(Listener listener) {}

    public void play(Sound sound, int times) {}

    public void stop(int after) {}

    public float volume() {
        return 1;
    }
}
