package io.github.metabgm.testgame.play;

import io.github.metabgm.player.LogLine;
import io.github.metabgm.player.PlayerLog;
import io.github.metabgm.testgame.host.Plan;
import io.github.metabgm.testgame.host.TimedAction;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import net.minecraft.client.Minecraft;

/** Lives a trace through at twenty ticks a second, a frame and 50 ms of sound each. */
final class GameLoop {
    private static final int TICK_MS = 50;
    private static final int LOG_MS = 10_000;

    private final Minecraft game;
    private final TraceWorld world;
    private final Deeds deeds;
    private final double speed;
    private final Deque<TimedAction> actions;
    private final Watcher watcher;
    private final Escapes escapes;
    private final TickCost cost;
    private final PlayerLog log;
    private int loggedTicks;
    private long frozenUntilMs;

    GameLoop(Minecraft game, TraceWorld world, Deeds deeds, Plan plan, Escapes escapes, TickCost cost, PlayerLog log) {
        this.game = game;
        this.world = world;
        this.deeds = deeds;
        this.speed = plan.speed();
        this.actions = new ArrayDeque<>(plan.actions());
        this.watcher = new Watcher(game, log);
        this.escapes = escapes;
        this.cost = cost;
        this.log = log;
    }

    void live(Ear ear, long lengthMs) throws IOException {
        Pace pace = new Pace(speed);
        for (long ms = 0; ms < lengthMs; ms += TICK_MS) {
            pace.await(ms);
            if (ms >= frozenUntilMs) {
                tick(ms);
            }
            if (speed > 1) {
                game.getSoundManager().settle();
            }
            ear.hear(TICK_MS);
            if (ms % LOG_MS == 0) {
                logFigures();
            }
        }
        perform(new TimedAction(lengthMs, TimedAction.Action.COMMAND, "metabgm debug"));
        watcher.look();
        logFigures();
    }

    private void tick(long ms) {
        watcher.at(ms);
        while (!actions.isEmpty() && actions.peek().atMs() <= ms) {
            TimedAction next = actions.poll();
            if (next.action() == TimedAction.Action.FREEZE) {
                frozenUntilMs = ms + Long.parseLong(next.argument());
            } else {
                perform(next);
            }
        }
        escapes.guard("world", () -> world.advanceTo(ms));
        escapes.guard("tick", game::tick);
        escapes.guard("frame", watcher::frame);
        watcher.look();
    }

    private void perform(TimedAction action) {
        watcher.write(LogLine.what("action")
                .with("action", action.action().name().toLowerCase(Locale.ROOT))
                .with("argument", action.argument()));
        escapes.guard("action " + action, () -> deeds.perform(action));
    }

    private void logFigures() throws IOException {
        watcher.write(cost.line(loggedTicks));
        loggedTicks = cost.ticks();
        Runtime runtime = Runtime.getRuntime();
        watcher.write(LogLine.what("heap").with("used_bytes", runtime.totalMemory() - runtime.freeMemory()));
        log.flush();
    }
}
