package io.github.metabgm.core.settings;

import java.util.Locale;

/** How the music is heard while the game is paused or its window is behind another. */
public enum Loudness {
    PLAY(1),
    QUIET(0.3),
    SILENT(0);

    private final double gain;

    Loudness(double gain) {
        this.gain = gain;
    }

    /** Linear, 0..1. */
    public double gain() {
        return gain;
    }

    /** The name in the settings file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
