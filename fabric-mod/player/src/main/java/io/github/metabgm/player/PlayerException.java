package io.github.metabgm.player;

/** Ends the playback; the message is one line for whoever started it. */
final class PlayerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    PlayerException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
