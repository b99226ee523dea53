package io.github.metabgm.client;

import io.github.metabgm.core.Identity;
import io.github.metabgm.core.MetaBgm;
import io.github.metabgm.core.PlayerWishes;
import io.github.metabgm.core.audio.Mixer;
import io.github.metabgm.core.codec.PlayerCommand;
import io.github.metabgm.core.net.ConnectionState;
import io.github.metabgm.core.net.OwnNetworkThread;
import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.settings.ModSettings;
import io.github.metabgm.core.settings.Settings;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The music of one stay in one world, from joining to leaving. For the game's thread. */
final class MusicSession implements AutoCloseable {
    private final SessionEvents events = new SessionEvents();
    private final Consumer<PlayerCommand> sidecar = this::send;
    private final Settings connection;
    private final String world;
    private final PlayerWishes wishes;
    private final MetaBgm metaBgm;
    private long timeMs;

    /** Connects in the background. */
    MusicSession(ModSettings settings, Identity identity) {
        connection = settings.connection();
        world = identity.world();
        wishes = new PlayerWishes(settings.music(), settings.style(), settings.combatVolume());
        metaBgm = new MetaBgm(connection, identity, events, new OwnNetworkThread(), new SplittableRandom());
        metaBgm.start();
    }

    void tick(Sample sample) {
        timeMs = sample.timeMs();
        if (isOpen()) {
            wishes.tick(timeMs, events.status(), sidecar);
        } else {
            wishes.sessionGone();
        }
        metaBgm.tick(sample);
    }

    void event(GameEvent event) {
        metaBgm.event(event);
    }

    /** @return false, and nothing happens, while no session is open */
    boolean send(PlayerCommand command) {
        return metaBgm.command(timeMs, command);
    }

    void wish(ModSettings settings) {
        wishes.change(settings.music(), settings.style(), settings.combatVolume(), sidecar);
    }

    boolean isOpen() {
        return events.state() instanceof ConnectionState.Open;
    }

    boolean isOf(String otherWorld) {
        return world.equals(otherWorld);
    }

    /** What it was opened with. */
    Settings connection() {
        return connection;
    }

    SessionEvents events() {
        return events;
    }

    Mixer mixer() {
        return metaBgm.mixer();
    }

    /** Ends the session; what plays fades out as the mix goes on. */
    @Override
    public void close() {
        metaBgm.close();
    }
}
