package io.github.metabgm.client.sampling;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Part;
import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;
import java.util.function.Consumer;
import net.minecraft.client.Minecraft;
import net.minecraft.client.multiplayer.ClientLevel;
import net.minecraft.client.player.LocalPlayer;

/** Reads the game, once each client tick, on the game's thread. Every element has a wall of its own. */
public final class GameSampler {
    private final Sample sample = new Sample();
    private final Moment now;
    private final Readers readers;
    private final Part world;
    private final Runnable readWorld = this::readWorld;
    private boolean sampled;

    /** @param events takes what happened in the game, during {@link #tick} and in order */
    public GameSampler(Faults faults, Consumer<GameEvent> events) {
        now = new Moment(events);
        world = new Part("world", faults);
        readers = new Readers(faults, now, sample);
    }

    /**
     * @param timeMs the mod's monotonic clock
     * @return the same object each time, filled anew; null while no world is open
     */
    public Sample tick(Minecraft game, long timeMs) {
        sampled = false;
        now.game = game;
        now.timeMs = timeMs;
        world.run(readWorld);
        return sampled ? sample : null;
    }

    /** Nothing of this world counts in the next. For the game's thread. */
    public void worldLeft() {
        now.enter(null);
        now.player = null;
        readers.forgetWorld();
        Advancements.QUEUE.clear();
    }

    private void readWorld() {
        ClientLevel level = now.game.level;
        LocalPlayer player = now.game.player;
        if (level == null || player == null) {
            if (now.level != null) {
                worldLeft();
            }
            return;
        }
        if (now.level == level && now.game.isPaused()) {
            standStill();
            return;
        }
        if (now.level != level) {
            now.enter(level);
            readers.forgetLevel();
        }
        now.player = player;
        now.begin();
        sample.reset(now.timeMs);
        readers.run();
        sampled = true;
    }

    /** A pause goes on with what was, without a step. */
    private void standStill() {
        sample.timeMs(now.timeMs);
        sample.speed(0);
        sample.condition(Condition.WALKING, false);
        sampled = true;
    }
}
