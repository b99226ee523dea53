package io.github.metabgm.signatures.model;

/** A class file is there and cannot be read; the message names it. */
public final class DamagedClassException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedClassException(String message, Exception cause) {
        super(message, cause);
    }
}
