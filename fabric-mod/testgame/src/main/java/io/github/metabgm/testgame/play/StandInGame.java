package io.github.metabgm.testgame.play;

import io.github.metabgm.player.LogLine;
import io.github.metabgm.player.PlayerLog;
import io.github.metabgm.player.trace.TraceWalk;
import io.github.metabgm.testgame.host.GameRun;
import io.github.metabgm.testgame.host.Plan;
import java.util.List;
import java.util.Set;
import net.fabricmc.api.ClientModInitializer;
import net.fabricmc.fabric.impl.client.keymapping.KeyMappingRegistryImpl;
import net.minecraft.client.Minecraft;
import net.minecraft.client.sounds.MusicManager;
import net.minecraft.client.sounds.SoundManager;

/** The whole game from its start to its end; made by the loader. */
public final class StandInGame implements GameRun {
    private static final Set<String> NAMESPACES = Set.of("minecraft", "metabgm");
    private static final double MS_PER_SECOND = 1_000;

    /** The loader makes the instance. */
    public StandInGame() {}

    @Override
    public int run(Plan plan, List<Object> entrypoints, PlayerLog log) throws Exception {
        Thread.currentThread().setName("Render thread");
        TraceWalk trace = TraceWalk.of(plan.trace());
        Escapes escapes = new Escapes(log);
        TickCost cost = new TickCost();
        cost.listenFirst();
        for (Object entrypoint : entrypoints) {
            escapes.guard("start", ((ClientModInitializer) entrypoint)::onInitializeClient);
        }
        cost.listenLast();
        KeyMappingRegistryImpl.process();

        Minecraft game = new Minecraft();
        SoundManager sounds = new SoundManager(game.options, NAMESPACES);
        game.install(sounds, new MusicManager(game));
        Packs packs = new Packs(game, escapes);
        packs.reload();
        escapes.guard("started", game::started);
        TraceWorld world = new TraceWorld(game, trace);
        long wantedMs = Math.round(plan.seconds().orElse(Double.MAX_VALUE) * MS_PER_SECOND);
        GameLoop loop = new GameLoop(game, world, new Deeds(game, world, packs), plan, escapes, cost, log);
        try (Ear ear = new Ear(sounds, plan.out())) {
            loop.live(ear, Math.min(wantedMs, trace.lengthMs()));
        }
        if (sounds.crash() != null) {
            escapes.escaped("Sound engine", sounds.crash());
        }
        escapes.guard("leaving", world::leave);
        escapes.guard("last tick", game::tick);
        escapes.guard("stopping", game::stopping);
        sounds.destroy();
        log.write(cost.line(0));
        log.write(LogLine.what("summary")
                .with("escaped", escapes.count())
                .with("game_music_pieces", game.getMusicManager().started()));
        return escapes.count();
    }
}
