package io.github.metabgm.player;

import io.github.metabgm.core.codec.PlayerCommand;

/**
 * A command that the player gives at a time of the trace.
 *
 * @param atMs trace time
 */
record TimedCommand(long atMs, PlayerCommand command) {
    private static final double MS_PER_SECOND = 1_000;

    /** @param text {@code 12.5:regenerate}, {@code 20:style=calm harp} or {@code 30:volume=0.5} */
    static TimedCommand parse(String text) throws UsageException {
        String[] timeAndCommand = text.split(":", 2);
        if (timeAndCommand.length < 2) {
            throw new UsageException("--command " + text + ": expected SECONDS:NAME");
        }
        double seconds = number("--command", timeAndCommand[0]);
        if (seconds < 0) {
            throw new UsageException("--command " + text + ": expected a time from 0 on");
        }
        String[] nameAndArgument = timeAndCommand[1].split("=", 2);
        PlayerCommand.Kind kind = PlayerCommand.Kind.ofKey(nameAndArgument[0])
                .orElseThrow(() -> new UsageException("--command " + text + ": there is no such command"));
        String argument = nameAndArgument.length < 2 ? null : nameAndArgument[1];
        return new TimedCommand(Math.round(seconds * MS_PER_SECOND), command(text, kind, argument));
    }

    private static PlayerCommand command(String text, PlayerCommand.Kind kind, String argument) throws UsageException {
        boolean takesArgument = kind == PlayerCommand.Kind.STYLE || kind == PlayerCommand.Kind.VOLUME;
        if (takesArgument != (argument != null)) {
            throw new UsageException("--command " + text + ": "
                    + (takesArgument ? "expected =ARGUMENT after the name" : "takes no argument"));
        }
        if (kind == PlayerCommand.Kind.STYLE) {
            return PlayerCommand.style(argument);
        }
        if (kind == PlayerCommand.Kind.VOLUME) {
            try {
                return PlayerCommand.volume(number("--command", argument));
            } catch (IllegalArgumentException outOfRange) {
                throw new UsageException("--command " + text + ": " + outOfRange.getMessage());
            }
        }
        return PlayerCommand.of(kind);
    }

    static double number(String option, String text) throws UsageException {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw new UsageException(option + " " + text + ": expected a number");
        }
        throw new UsageException(option + " " + text + ": expected a number");
    }
}
