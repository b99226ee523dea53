package io.github.metabgm.signatures;

/** The command line is not as it should be. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
