package io.github.metabgm.core.settings;

/** How the music is heard while the game is paused or its window is behind another. */
public enum Loudness {
    PLAY("play", 1),
    QUIET("quiet", 0.3),
    SILENT("silent", 0);

    private final String key;
    private final double gain;

    Loudness(String key, double gain) {
        this.key = key;
        this.gain = gain;
    }

    /** Linear, 0..1. */
    public double gain() {
        return gain;
    }

    /** The name in the settings file. */
    public String key() {
        return key;
    }
}
