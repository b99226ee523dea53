package io.github.metabgm.player;

import io.github.metabgm.core.settings.Settings;
import java.net.URI;
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
 * @param trace the recorded session
 * @param out the WAV to write; without it a sound device plays
 * @param log where to write what happens, one JSON object a line
 * @param seconds how much of the trace to play; all of it where absent
 * @param realtime whether ticks keep to the wall clock
 * @param commands in order of their time
 * @param device name of the sound device; the default one where absent
 */
record Options(
        Path trace,
        Optional<Path> out,
        Optional<Path> log,
        Settings settings,
        OptionalDouble seconds,
        boolean realtime,
        List<TimedCommand> commands,
        Optional<String> device) {
    static final String USAGE =
            """
            usage: metabgm-player --trace T.jsonl [--out OUT.wav] [--log LOG.jsonl] [--url ws://127.0.0.1:8766/]
                   [--token-file F] [--seconds N] [--window-seconds N] [--realtime] [--device NAME]
                   [--command SECONDS:NAME[=ARGUMENT]]...
            Without --out a sound device plays, in real time. Commands: toggle, regenerate, skip, like, dislike,
            style=WISH, volume=0..1.""";

    /** @throws UsageException with one line that names the option, its value and what was expected */
    static Options parse(String... arguments) throws UsageException {
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        Parsed parsed = new Parsed();
        while (!rest.isEmpty()) {
            parsed.take(rest.poll(), rest);
        }
        return parsed.options();
    }

    private static final class Parsed {
        private Path trace;
        private Path out;
        private Path log;
        private Settings settings = Settings.defaults();
        private OptionalDouble seconds = OptionalDouble.empty();
        private boolean realtime;
        private final List<TimedCommand> commands = new ArrayList<>();
        private String device;

        void take(String option, Deque<String> rest) throws UsageException {
            switch (option) {
                case "--trace" -> trace = path(option, value(option, rest));
                case "--out" -> out = path(option, value(option, rest));
                case "--log" -> log = path(option, value(option, rest));
                case "--url" -> settings = withUrl(value(option, rest));
                case "--token-file" -> settings = settings.withTokenFile(path(option, value(option, rest)));
                case "--seconds" -> seconds = OptionalDouble.of(seconds(value(option, rest)));
                case "--window-seconds" -> settings = withWindow(value(option, rest));
                case "--realtime" -> realtime = true;
                case "--command" -> commands.add(TimedCommand.parse(value(option, rest)));
                case "--device" -> device = value(option, rest);
                default -> throw new UsageException("unknown option " + option);
            }
        }

        private static String value(String option, Deque<String> rest) throws UsageException {
            if (rest.isEmpty()) {
                throw new UsageException(option + ": a value is missing");
            }
            return rest.poll();
        }

        private static Path path(String option, String text) throws UsageException {
            try {
                return Path.of(text);
            } catch (InvalidPathException noPath) {
                throw new UsageException(option + " " + text + ": " + noPath.getReason());
            }
        }

        private Settings withUrl(String url) throws UsageException {
            try {
                URI address = URI.create(url);
                boolean plain = "ws".equals(address.getScheme()) && address.getHost() != null;
                if (plain && address.getPath().length() <= 1) {
                    return settings.withAddress(
                            address.getHost(), address.getPort() < 0 ? settings.port() : address.getPort());
                }
            } catch (IllegalArgumentException noAddress) {
                throw new UsageException("--url " + url + ": " + noAddress.getMessage());
            }
            throw new UsageException("--url " + url + ": expected ws://HOST:PORT/");
        }

        private static double seconds(String text) throws UsageException {
            double seconds = TimedCommand.number("--seconds", text);
            if (!(seconds > 0)) {
                throw new UsageException("--seconds " + text + ": expected more than 0");
            }
            return seconds;
        }

        private Settings withWindow(String text) throws UsageException {
            try {
                return settings.withWindowSeconds(Integer.parseInt(text));
            } catch (IllegalArgumentException outOfRange) {
                throw new UsageException("--window-seconds " + text + ": expected a whole number from 1 to 60");
            }
        }

        Options options() throws UsageException {
            if (trace == null) {
                throw new UsageException("--trace is missing");
            }
            if (out != null && device != null) {
                throw new UsageException("--device " + device + ": does not go with --out");
            }
            commands.sort(Comparator.comparingLong(TimedCommand::atMs));
            return new Options(
                    trace,
                    Optional.ofNullable(out),
                    Optional.ofNullable(log),
                    settings,
                    seconds,
                    realtime || out == null,
                    List.copyOf(commands),
                    Optional.ofNullable(device));
        }
    }
}
