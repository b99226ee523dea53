package io.github.metabgm.core.scene;

/** Why a scene is sent now. */
public enum SceneReason {
    INTERVAL("interval"),
    BIOME("biome"),
    DIMENSION("dimension"),
    WEATHER("weather"),
    COMBAT("combat");

    private final String key;

    SceneReason(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }
}
