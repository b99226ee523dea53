package io.github.metabgm.player;

/** A command line that cannot be followed; the message is one line. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
