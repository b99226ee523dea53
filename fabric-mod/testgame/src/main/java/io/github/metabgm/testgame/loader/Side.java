package io.github.metabgm.testgame.loader;

/** Which half of the game runs. */
public enum Side {
    CLIENT("client"),
    SERVER("server");

    private final String key;

    Side(String key) {
        this.key = key;
    }

    /** @param environment as {@code fabric.mod.json} says it */
    boolean runs(String environment) {
        return environment.equals("*") || environment.equals(key);
    }
}
