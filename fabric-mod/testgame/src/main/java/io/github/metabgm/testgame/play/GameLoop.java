package io.github.metabgm.testgame.play;

import io.github.metabgm.player.LogLine;
import io.github.metabgm.player.PlayerLog;
import io.github.metabgm.testgame.host.Plan;
import io.github.metabgm.testgame.host.TimedAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Lives a trace through at twenty ticks a second, a frame and 50 ms of sound each. */
final class GameLoop {
    private static final int TICK_MS = 50;
    private static final int LOG_MS = 10_000;
    private static final int LOOK_MS = 1_000;

    private final RunningGame running;
    private final double speed;
    private final Deque<TimedAction> actions;
    private final Optional<Path> until;
    private final PlayerLog log;
    private int loggedTicks;
    private long frozenUntilMs;

    GameLoop(RunningGame running, Plan plan, PlayerLog log) {
        this.running = running;
        this.speed = plan.speed();
        this.actions = new ArrayDeque<>(plan.actions());
        this.until = plan.until();
        this.log = log;
    }

    void live(Ear ear, long lengthMs) throws IOException {
        Pace pace = new Pace(speed);
        running.watcher()
                .write(LogLine.what("clock").with("mod_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime())));
        for (long ms = 0; ms < lengthMs && !isOver(ms); ms += TICK_MS) {
            pace.await(ms);
            if (ms >= frozenUntilMs) {
                act(ms);
                running.live(ms);
            }
            if (speed > 1) {
                running.game().getSoundManager().settle();
            }
            ear.hear(TICK_MS);
            if (ms % LOG_MS == 0) {
                logFigures();
            }
        }
        perform(new TimedAction(lengthMs, TimedAction.Action.COMMAND, "metabgm debug"));
        running.watcher().look();
        logFigures();
    }

    private boolean isOver(long ms) {
        return ms % LOOK_MS == 0 && until.isPresent() && Files.exists(until.get());
    }

    private void act(long ms) {
        running.watcher().at(ms);
        while (!actions.isEmpty() && actions.peek().atMs() <= ms) {
            TimedAction next = actions.poll();
            if (next.action() == TimedAction.Action.FREEZE) {
                frozenUntilMs = ms + Long.parseLong(next.argument());
            } else {
                perform(next);
            }
        }
    }

    private void perform(TimedAction action) {
        running.watcher()
                .write(LogLine.what("action")
                        .with("action", action.action().name().toLowerCase(Locale.ROOT))
                        .with("argument", action.argument()));
        running.escapes().guard("action " + action, () -> running.deeds().perform(action));
    }

    private void logFigures() throws IOException {
        running.watcher().write(running.cost().line(loggedTicks));
        loggedTicks = running.cost().ticks();
        Runtime runtime = Runtime.getRuntime();
        running.watcher().write(LogLine.what("heap").with("used_bytes", runtime.totalMemory() - runtime.freeMemory()));
        log.flush();
    }
}
