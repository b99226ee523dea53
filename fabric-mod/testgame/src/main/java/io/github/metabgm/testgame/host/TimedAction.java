package io.github.metabgm.testgame.host;

import io.github.metabgm.player.UsageException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Something done to the game at a time of the trace.
 *
 * @param atMs trace time
 * @param argument empty where the action takes none
 */
public record TimedAction(long atMs, Action action, String argument) {
    private static final double MS_PER_SECOND = 1_000;

    /** What can be done. */
    public enum Action {
        /** The game's thread hangs for so many milliseconds while the sound device plays on. */
        FREEZE(true),
        /** F3+T. */
        RELOAD(false),
        DEVICE_LOST(false),
        PAUSE(false),
        RESUME(false),
        UNFOCUS(false),
        FOCUS(false),
        /** A record plays in a jukebox beside the player. */
        JUKEBOX(false),
        JUKEBOX_OFF(false),
        /** A command typed into the chat, without its slash. */
        COMMAND(true),
        /** A press of the key mapping of that name. */
        KEY(true),
        /** A slider: {@code MUSIC 0.5}. */
        SLIDER(true),
        /** An advancement's id: the server tells that it is done. */
        ADVANCEMENT(true),
        /** The server hangs up. */
        LEAVE(false);

        private final boolean takesArgument;

        Action(boolean takesArgument) {
            this.takesArgument = takesArgument;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param text {@code 12.5:reload} or {@code 20:freeze=2000} */
    static TimedAction parse(String text) throws UsageException {
        String[] timeAndAction = text.split(":", 2);
        if (timeAndAction.length < 2) {
            throw new UsageException("--at " + text + ": expected SECONDS:ACTION");
        }
        double seconds = Numbers.atLeast(0, "--at", timeAndAction[0]);
        String[] nameAndArgument = timeAndAction[1].split("=", 2);
        Action action = Arrays.stream(Action.values())
                .filter(each -> each.key().equals(nameAndArgument[0]))
                .findFirst()
                .orElseThrow(() -> new UsageException("--at " + text + ": there is no such action"));
        if (action.takesArgument != nameAndArgument.length > 1) {
            throw new UsageException("--at " + text + ": "
                    + (action.takesArgument ? "expected =ARGUMENT after the action" : "takes no argument"));
        }
        return new TimedAction(
                Math.round(seconds * MS_PER_SECOND), action, action.takesArgument ? nameAndArgument[1] : "");
    }
}
