package net.minecraft.client.sounds;

import io.github.metabgm.absent.Absent;

public class MusicManager {
    public void stopPlaying() {
        throw Absent.body();
    }

    public void tick() {
        throw Absent.body();
    }
}
