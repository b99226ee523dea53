package io.github.metabgm.testgame.loader;

/** Makes other classes of the game's or a mod's, as another version would have them. Several threads ask at once. */
@FunctionalInterface
public interface Alteration {
    /** Leaves all as it is. */
    Alteration NONE = (name, bytes) -> bytes;

    /**
     * @param name with dots
     * @param bytes null where there is no such class
     * @return null for a class that is not there
     */
    byte[] apply(String name, byte[] bytes);
}
