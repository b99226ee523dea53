package io.github.metabgm.core.audio;

/** What a track is for; decides which decks it may take. */
public enum Role {
    BASE("base", 2),
    COMBAT("combat", 1),
    STING("sting", 1);

    private final String key;
    private final int decks;

    Role(String key, int decks) {
        this.key = key;
        this.decks = decks;
    }

    public String key() {
        return key;
    }

    int decks() {
        return decks;
    }
}
