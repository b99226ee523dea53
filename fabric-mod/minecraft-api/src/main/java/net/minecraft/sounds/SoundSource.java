package net.minecraft.sounds;

public enum SoundSource {
    MUSIC, RECORDS;
}
