package io.github.metabgm.player;

import io.github.metabgm.core.MetaBgm;
import io.github.metabgm.core.audio.MixFormat;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.player.output.Output;
import io.github.metabgm.player.trace.TraceWalk;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Lives a trace through: events when they happen, a tick each 50 ms, a block of the mix each 20 ms. */
final class Playback {
    private static final int STEP_MS = 10;
    private static final int TICK_MS = 50;
    private static final int BLOCK_MS = 20;
    private static final int LOG_MS = 1_000;
    /** The mix leaves softly where the trace is cut off. */
    private static final int FAREWELL_MS = 60;

    private final TraceWalk trace;
    private final MetaBgm metaBgm;
    private final PlaybackEvents events;
    private final PlayerLog log;
    private final Output output;
    private final Pace pace;
    private final Deque<TimedCommand> commands;

    Playback(
            TraceWalk trace,
            MetaBgm metaBgm,
            PlaybackEvents events,
            PlayerLog log,
            Output output,
            Pace pace,
            List<TimedCommand> commands) {
        this.trace = trace;
        this.metaBgm = metaBgm;
        this.events = events;
        this.log = log;
        this.output = output;
        this.pace = pace;
        this.commands = new ArrayDeque<>(commands);
    }

    /** @param lengthMs how much of the trace to live through */
    void play(long lengthMs) throws IOException {
        for (long ms = 0; ms < lengthMs; ms += STEP_MS) {
            pace.await(ms);
            trace.advanceTo(ms).forEach(metaBgm::event);
            while (!commands.isEmpty() && commands.peek().atMs() <= ms) {
                metaBgm.command(ms, commands.poll().command());
            }
            if (ms % TICK_MS == 0) {
                tick(ms);
            }
            if (ms >= lengthMs - FAREWELL_MS) {
                metaBgm.mixer().setVolume(0);
            }
            if (ms % BLOCK_MS == 0) {
                output.advance(BLOCK_MS * MixFormat.FRAMES_PER_MS);
            }
        }
    }

    private void tick(long ms) throws IOException {
        Sample sample = trace.sample(ms);
        events.reached(ms, () -> Whereabouts.of(sample, metaBgm.isFighting()));
        metaBgm.tick(sample);
        if (ms % LOG_MS == 0) {
            Whereabouts now = Whereabouts.of(sample, metaBgm.isFighting());
            log.write(LogLine.what("scene")
                    .with("at_ms", ms)
                    .with("biome", now.biome())
                    .with("dimension", now.dimension())
                    .with("weather", now.weather())
                    .with("time", now.time())
                    .with("combat", now.combat())
                    .with("label", trace.label()));
            log.flush();
        }
    }
}
