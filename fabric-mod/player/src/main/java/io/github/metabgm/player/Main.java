package io.github.metabgm.player;

import io.github.metabgm.core.Identity;
import io.github.metabgm.core.MetaBgm;
import io.github.metabgm.core.audio.Mixer;
import io.github.metabgm.core.net.OwnNetworkThread;
import io.github.metabgm.player.output.DeviceOutput;
import io.github.metabgm.player.output.Output;
import io.github.metabgm.player.output.WavOutput;
import io.github.metabgm.player.trace.TraceException;
import io.github.metabgm.player.trace.TraceWalk;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Objects;
import java.util.SplittableRandom;

/** Plays a recorded trace as the mod would live it. */
public final class Main {
    private static final long AWAIT_SESSION_MS = 60_000;
    private static final long AWAIT_GOODBYE_MS = 2_000;
    private static final double MS_PER_SECOND = 1_000;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.err));
    }

    /** @return the process's exit code; one line about what went wrong goes to {@code errors} */
    static int run(String[] arguments, PrintStream errors) {
        try {
            play(Options.parse(arguments));
            return ExitCode.DONE.number();
        } catch (UsageException usage) {
            errors.println("metabgm-player: " + usage.getMessage());
            errors.println(Options.USAGE);
            return ExitCode.USAGE.number();
        } catch (TraceException unreadable) {
            return fail(errors, ExitCode.TRACE, unreadable);
        } catch (PlayerException failed) {
            return fail(errors, failed.exitCode(), failed);
        } catch (IOException noOutput) {
            return fail(errors, ExitCode.OUTPUT, noOutput);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return fail(errors, ExitCode.OUTPUT, interrupted);
        }
    }

    private static int fail(PrintStream errors, ExitCode code, Exception reason) {
        errors.println("metabgm-player: " + reason.getMessage());
        return code.number();
    }

    private static void play(Options options)
            throws TraceException, PlayerException, IOException, InterruptedException {
        TraceWalk trace = TraceWalk.of(options.trace());
        try (PlayerLog log = PlayerLog.to(options.log())) {
            ConnectionWatch connection = new ConnectionWatch();
            PlaybackEvents events = new PlaybackEvents(log, connection);
            MetaBgm metaBgm = new MetaBgm(
                    options.settings(), identity(), events, new OwnNetworkThread(), new SplittableRandom());
            try {
                metaBgm.start();
                connection.awaitSession(AWAIT_SESSION_MS);
                playOnto(options, trace, metaBgm, events, log);
            } finally {
                metaBgm.close();
            }
            connection.awaitClosed(AWAIT_GOODBYE_MS);
            summarize(metaBgm.mixer(), events, connection, log);
        }
    }

    private static void playOnto(
            Options options, TraceWalk trace, MetaBgm metaBgm, PlaybackEvents events, PlayerLog log)
            throws IOException {
        Mixer mixer = metaBgm.mixer();
        Pace pace = options.realtime() ? Pace.wallClock() : Pace.ofSupply(mixer);
        long wantedMs = Math.round(options.seconds().orElse(Double.MAX_VALUE) * MS_PER_SECOND);
        try (Output output = output(options, mixer)) {
            new Playback(trace, metaBgm, events, log, output, pace, options.commands())
                    .play(Math.min(wantedMs, trace.lengthMs()));
        }
    }

    private static Output output(Options options, Mixer mixer) throws IOException {
        return options.out().isPresent()
                ? new WavOutput(mixer, options.out().get())
                : new DeviceOutput(mixer, options.device().orElse(null));
    }

    private static void summarize(Mixer mixer, PlaybackEvents events, ConnectionWatch connection, PlayerLog log) {
        log.write(LogLine.what("summary")
                .with("frames", mixer.position())
                .with("underruns", events.underruns())
                .with("clipped_samples", mixer.clippedSamples())
                .with("dropped_frames", mixer.input().droppedFrames())
                .with("reconnects", connection.reconnects())
                .with("tracks", events.tracks()));
    }

    private static Identity identity() {
        String version = Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "development");
        return new Identity(version, "trace", "player", "trace");
    }
}
