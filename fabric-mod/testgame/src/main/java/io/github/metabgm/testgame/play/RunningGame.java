package io.github.metabgm.testgame.play;

import io.github.metabgm.player.PlayerLog;
import io.github.metabgm.player.trace.TraceWalk;
import java.util.List;
import java.util.Set;
import net.fabricmc.api.ClientModInitializer;
import net.fabricmc.fabric.impl.client.keymapping.KeyMappingRegistryImpl;
import net.minecraft.client.Minecraft;
import net.minecraft.client.sounds.MusicManager;
import net.minecraft.client.sounds.SoundManager;

/**
 * A game from its start to its end, on the title screen at first.
 *
 * @param world where the trace is lived
 * @param deeds what can be done to it
 * @param watcher what is seen and heard of it
 * @param escapes what came out of the mods
 * @param cost of the mods' ticks
 */
record RunningGame(
        Minecraft game, TraceWorld world, Deeds deeds, Watcher watcher, Escapes escapes, TickCost cost) {
    private static final Set<String> NAMESPACES = Set.of("minecraft", "metabgm");

    /** In the game's order: mods, options, sounds, resources. The caller's thread is the game's from now on. */
    static RunningGame start(List<Object> entrypoints, TraceWalk trace, PlayerLog log) {
        Thread.currentThread().setName("Render thread");
        Escapes escapes = new Escapes(log);
        TickCost cost = new TickCost();
        cost.listenFirst();
        for (Object entrypoint : entrypoints) {
            escapes.guard("start", ((ClientModInitializer) entrypoint)::onInitializeClient);
        }
        cost.listenLast();
        KeyMappingRegistryImpl.process();
        Minecraft game = new Minecraft();
        game.install(new SoundManager(game.options, NAMESPACES), new MusicManager(game));
        Packs packs = new Packs(game, escapes);
        packs.reload();
        escapes.guard("started", game::started);
        TraceWorld world = new TraceWorld(game, trace);
        return new RunningGame(
                game, world, new Deeds(game, world, packs), new Watcher(game, log), escapes, cost);
    }

    /** A tick and a frame of a moment of the trace. */
    void live(long ms) {
        watcher.at(ms);
        escapes.guard("world", () -> world.advanceTo(ms));
        escapes.guard("tick", game::tick);
        escapes.guard("frame", watcher::frame);
        watcher.look();
    }

    /** The player leaves the world, then the game. */
    void stop() {
        escapes.guard("leaving", world::leave);
        escapes.guard("last tick", game::tick);
        escapes.guard("stopping", game::stopping);
        game.getSoundManager().settle();
        if (game.getSoundManager().crash() != null) {
            escapes.escaped("Sound engine", game.getSoundManager().crash());
        }
        game.getSoundManager().destroy();
    }
}
