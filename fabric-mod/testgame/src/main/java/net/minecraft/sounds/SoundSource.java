package net.minecraft.sounds;

import java.util.Locale;

public enum SoundSource {
    MASTER,
    MUSIC,
    RECORDS,
    WEATHER,
    BLOCKS,
    HOSTILE,
    NEUTRAL,
    PLAYERS,
    AMBIENT,
    VOICE,
    UI;

    public String getName() {
        return this == RECORDS ? "record" : name().toLowerCase(Locale.ROOT);
    }
}
