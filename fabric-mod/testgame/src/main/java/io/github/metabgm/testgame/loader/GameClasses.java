package io.github.metabgm.testgame.loader;

import java.io.IOException;
import java.io.InputStream;

/** The game's classes, as bytes. */
@FunctionalInterface
public interface GameClasses {
    /** @param entry as {@code net/minecraft/client/Minecraft.class} @return null where there is no such class */
    byte[] bytes(String entry) throws IOException;

    /** Those on the class path. */
    static GameClasses standIn() {
        return entry -> {
            try (InputStream in = GameClasses.class.getClassLoader().getResourceAsStream(entry)) {
                return in == null ? null : in.readAllBytes();
            }
        };
    }
}
