package io.github.metabgm.player;

/** What the process ends with. */
enum ExitCode {
    DONE(0),
    OUTPUT(1),
    USAGE(2),
    TRACE(3),
    UNREACHABLE(4),
    REFUSED(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
