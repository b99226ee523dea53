package net.minecraft.sounds;

import io.github.metabgm.absent.Absent;

public enum SoundSource {
    MASTER, MUSIC, RECORDS;

    public String getName() {
        throw Absent.body();
    }
}
