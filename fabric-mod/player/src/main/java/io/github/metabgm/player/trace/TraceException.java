package io.github.metabgm.player.trace;

/** A trace that cannot be read; the message names file, line and field. */
public final class TraceException extends Exception {
    private static final long serialVersionUID = 1L;

    TraceException(String message, Throwable cause) {
        super(message, cause);
    }
}
