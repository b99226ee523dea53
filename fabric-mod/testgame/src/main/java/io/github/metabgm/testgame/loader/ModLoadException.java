package io.github.metabgm.testgame.loader;

/** A mod that cannot be loaded; the message names the jar and what is wrong with it. */
public final class ModLoadException extends Exception {
    private static final long serialVersionUID = 1L;

    ModLoadException(String message) {
        super(message);
    }

    ModLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
