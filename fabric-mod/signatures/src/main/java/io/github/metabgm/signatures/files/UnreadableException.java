package io.github.metabgm.signatures.files;

/** A file that was given is not what it should be; the message names it and says what it should be. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableException(String message) {
        super(message);
    }

    public UnreadableException(String message, Exception cause) {
        super(message, cause);
    }
}
