package io.github.metabgm.client.sampling;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Notices;
import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.testgame.world.StandInCreature;
import io.github.metabgm.testgame.world.StandInMonster;
import java.util.ArrayList;
import java.util.List;
import net.minecraft.client.Minecraft;
import net.minecraft.client.multiplayer.ClientLevel;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.resources.ResourceKey;
import net.minecraft.world.entity.Entity;
import net.minecraft.world.level.Level;

/** The game with a player in it, and a sampler that reads it after each tick. */
final class Stage {
    static final int TICK_MS = 50;

    final Minecraft game = new Minecraft();
    final List<GameEvent> events = new ArrayList<>();
    final Faults faults = new Faults(new Notices());
    final GameSampler sampler = new GameSampler(faults, events::add);
    long timeMs;

    Stage() {
        enter(Level.OVERWORLD);
    }

    ClientLevel level() {
        return game.level;
    }

    LocalPlayer player() {
        return game.player;
    }

    /** As the game does it: a new level and a new player in it. */
    void enter(ResourceKey<Level> dimension) {
        game.level = new ClientLevel(dimension);
        embody();
    }

    /** As the game does it after a death: a new player in the same level. */
    void embody() {
        if (game.player != null) {
            game.level.removeEntity(game.player.getId());
        }
        game.player = new LocalPlayer(game.level);
        game.player.setPos(0.5, 64, 0.5);
        game.level.addEntity(game.player);
    }

    StandInMonster monster(String kind, double distance) {
        return put(new StandInMonster(StandInMonster.type(kind), level()), distance);
    }

    StandInCreature creature(String kind, double distance) {
        return put(new StandInCreature(StandInCreature.type(kind), level()), distance);
    }

    private <T extends Entity> T put(T entity, double distance) {
        entity.setPos(player().getX() + distance, player().getY(), player().getZ());
        level().addEntity(entity);
        return entity;
    }

    Sample tick() {
        game.tick();
        timeMs += TICK_MS;
        return sampler.tick(game, timeMs);
    }

    /** As many ticks as bring all that is looked at now and then up to date. */
    Sample look() {
        return ticks(Moment.TICKS_BETWEEN_LOOKS);
    }

    Sample ticks(int count) {
        for (int i = 1; i < count; i++) {
            tick();
        }
        return tick();
    }

    /** What was told, as {@code kind:detail}. */
    List<String> told() {
        return events.stream().map(event -> event.kind().key() + ":" + event.detail()).toList();
    }
}
