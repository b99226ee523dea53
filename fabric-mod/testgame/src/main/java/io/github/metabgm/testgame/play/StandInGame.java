package io.github.metabgm.testgame.play;

import io.github.metabgm.player.LogLine;
import io.github.metabgm.player.PlayerLog;
import io.github.metabgm.player.trace.TraceWalk;
import io.github.metabgm.testgame.host.GameRun;
import io.github.metabgm.testgame.host.Plan;
import java.util.List;

/** Plays what the command line says; made by the loader. */
public final class StandInGame implements GameRun {
    private static final double MS_PER_SECOND = 1_000;

    /** The loader makes the instance. */
    public StandInGame() {}

    @Override
    public int run(Plan plan, List<Object> entrypoints, PlayerLog log) throws Exception {
        TraceWalk trace = TraceWalk.of(plan.trace());
        RunningGame running = RunningGame.start(entrypoints, trace, log);
        long wantedMs = Math.round(plan.seconds().orElse(Double.MAX_VALUE) * MS_PER_SECOND);
        try (Ear ear = new Ear(running.game().getSoundManager(), plan.out())) {
            new GameLoop(running, plan, log).live(ear, Math.min(wantedMs, trace.lengthMs()));
        }
        running.stop();
        log.write(running.cost().line(0));
        log.write(LogLine.what("summary")
                .with("escaped", running.escapes().count())
                .with("game_music_pieces", running.game().getMusicManager().started()));
        return running.escapes().count();
    }
}
