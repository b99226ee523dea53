package io.github.metabgm.core.scene;

/** The paper's eleven elements and {@code Biome Ahead}, in the order in which a scene carries them. */
public enum Element {
    SCENE("Scene"),
    TIME("Time"),
    WEATHER("Weather"),
    TEMPERATURE("Temperature"),
    HEALTH("Health"),
    SATIETY("Satiety"),
    STATUS("Status"),
    MOVEMENT("Movement"),
    POSITION("Position"),
    HOSTILE_ENTITY("Hostile Entity"),
    BEING_ATTACKED("Being Attacked"),
    BIOME_AHEAD("Biome Ahead");

    private final String key;

    Element(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }
}
