package io.github.metabgm.testgame.host;

import io.github.metabgm.player.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the command line says.
 *
 * @param mod the mod's jar
 * @param trace the recorded session
 * @param config folder of the mod's settings
 * @param out the WAV to write what the game's sound device plays; may be absent
 * @param log where to write what happens, one JSON object a line; may be absent
 * @param gameVersion as {@code 26.2}
 * @param seconds how much of the trace to play; all of it where absent
 * @param until a file that ends the session when it appears, within a second; may be absent
 * @param speed how many times as fast as recorded
 * @param actions in order of their time
 */
public record Plan(
        Path mod,
        Path trace,
        Path config,
        Optional<Path> out,
        Optional<Path> log,
        String gameVersion,
        OptionalDouble seconds,
        Optional<Path> until,
        double speed,
        List<TimedAction> actions) {
    public static final String USAGE =
            """
            usage: metabgm-testgame --mod METABGM.jar --trace T.jsonl --config FOLDER [--out OUT.wav] [--log LOG.jsonl]
                   [--game-version 26.2] [--seconds N] [--until FILE] [--speed X]
                   [--at SECONDS:ACTION[=ARGUMENT]]...
            Actions: freeze=MS, reload, device-lost, pause, resume, unfocus, focus, jukebox, jukebox-off,
            command=TEXT, key=NAME, slider="CATEGORY 0..1", advancement=ID, leave.""";
    private static final double SLOWEST = 0.01;
    private static final double SHORTEST_SECONDS = 0.05;

    /** @throws UsageException with one line that names the option, its value and what was expected */
    public static Plan parse(String... arguments) throws UsageException {
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        Parsed parsed = new Parsed();
        while (!rest.isEmpty()) {
            String option = rest.poll();
            if (rest.isEmpty()) {
                throw new UsageException(option + ": a value is missing");
            }
            parsed.take(option, rest.poll());
        }
        return parsed.plan();
    }

    private static final class Parsed {
        private Path mod;
        private Path trace;
        private Path config;
        private Path out;
        private Path log;
        private String gameVersion = "26.2";
        private OptionalDouble seconds = OptionalDouble.empty();
        private Path until;
        private double speed = 1;
        private final List<TimedAction> actions = new ArrayList<>();

        void take(String option, String value) throws UsageException {
            switch (option) {
                case "--mod" -> mod = path(option, value);
                case "--trace" -> trace = path(option, value);
                case "--config" -> config = path(option, value);
                case "--out" -> out = path(option, value);
                case "--log" -> log = path(option, value);
                case "--game-version" -> gameVersion = value;
                case "--seconds" -> seconds = OptionalDouble.of(Numbers.atLeast(SHORTEST_SECONDS, option, value));
                case "--until" -> until = path(option, value);
                case "--speed" -> speed = Numbers.atLeast(SLOWEST, option, value);
                case "--at" -> actions.add(TimedAction.parse(value));
                default -> throw new UsageException("unknown option " + option);
            }
        }

        private static Path path(String option, String text) throws UsageException {
            try {
                return Path.of(text);
            } catch (InvalidPathException noPath) {
                throw new UsageException(option + " " + text + ": " + noPath.getReason());
            }
        }

        Plan plan() throws UsageException {
            if (mod == null || trace == null || config == null) {
                throw new UsageException("--mod, --trace and --config are needed");
            }
            actions.sort(Comparator.comparingLong(TimedAction::atMs));
            return new Plan(
                    mod,
                    trace,
                    config,
                    Optional.ofNullable(out),
                    Optional.ofNullable(log),
                    gameVersion,
                    seconds,
                    Optional.ofNullable(until),
                    speed,
                    List.copyOf(actions));
        }
    }
}
