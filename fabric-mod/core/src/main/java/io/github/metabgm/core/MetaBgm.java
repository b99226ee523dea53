package io.github.metabgm.core;

import io.github.metabgm.core.audio.Mixer;
import io.github.metabgm.core.codec.FieldException;
import io.github.metabgm.core.codec.ModMessage;
import io.github.metabgm.core.codec.PlayerCommand;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.net.Backoff;
import io.github.metabgm.core.net.ConnectionState;
import io.github.metabgm.core.net.NetworkThread;
import io.github.metabgm.core.net.SidecarClient;
import io.github.metabgm.core.net.SidecarListener;
import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Scene;
import io.github.metabgm.core.scene.SceneSampler;
import io.github.metabgm.core.settings.Settings;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * The mod without the game: samples in, music out. {@link #tick}, {@link #event} and {@link #command} belong to the
 * tick thread and never wait; the network has a thread of its own; {@link #mixer} belongs to whoever mixes.
 */
public final class MetaBgm implements AutoCloseable {
    private final MetaBgmListener listener;
    private final SceneSampler sampler;
    private final Mixer mixer;
    private final MusicIntake intake;
    private final SidecarClient client;
    private final AtomicBoolean sessionIsNew = new AtomicBoolean();

    /** @param random for the jitter of reconnects */
    public MetaBgm(
            Settings settings,
            Identity identity,
            MetaBgmListener listener,
            NetworkThread networkThread,
            RandomGenerator random) {
        this.listener = listener;
        sampler = new SceneSampler(settings.windowSeconds() * 1_000);
        mixer = new Mixer(
                settings.bufferMs(), listener, (track, frames) -> credit(track.id(), frames));
        mixer.setVolume(settings.volume());
        intake = new MusicIntake(mixer.input());
        client = new SidecarClient(
                settings.address(),
                settings.token(),
                identity.message(settings.bufferMs()),
                new NetworkEvents(),
                networkThread,
                new Backoff(random));
    }

    /** Connects, and from now on comes back after every loss. */
    public void start() {
        client.start();
    }

    /**
     * One client tick.
     *
     * @param sample read within the call only
     */
    public void tick(Sample sample) {
        if (sessionIsNew.getAndSet(false)) {
            sampler.resend();
        }
        Optional<Scene> due = sampler.tick(sample);
        if (due.isPresent()) {
            tell(due.get());
        }
    }

    private void tell(Scene scene) {
        scene.crossings().forEach(crossing -> send(new ModMessage.EventReport(crossing)));
        send(new ModMessage.SceneReport(scene));
    }

    /** Something that cannot wait; biomes entered and dimensions changed are seen in the samples, not told here. */
    public void event(GameEvent event) {
        sampler.event(event);
        send(new ModMessage.EventReport(event));
    }

    /** @return false, and nothing happens, while no session is open */
    public boolean command(long timeMs, PlayerCommand command) {
        return send(new ModMessage.Command(timeMs, command));
    }

    /** As {@link SceneSampler#isFighting}; for the tick thread. */
    public boolean isFighting() {
        return sampler.isFighting();
    }

    public Mixer mixer() {
        return mixer;
    }

    /** Ends the session and stays away; what plays fades out as the mix goes on. */
    @Override
    public void close() {
        client.close();
    }

    private void credit(long track, int frames) {
        client.send(new ModMessage.Credit(track, frames));
    }

    private boolean send(ModMessage message) {
        boolean goesOut = client.send(message);
        if (goesOut) {
            listener.sent(message);
        }
        return goesOut;
    }

    private final class NetworkEvents implements SidecarListener {
        @Override
        public void stateChanged(ConnectionState state) {
            if (state instanceof ConnectionState.Open) {
                sessionIsNew.set(true);
            } else if (state instanceof ConnectionState.Retrying || state instanceof ConnectionState.Closed) {
                mixer.input().disconnected();
            }
            listener.stateChanged(state);
        }

        @Override
        public void received(SidecarMessage message) {
            listener.received(message);
            try {
                intake.take(message);
            } catch (FieldException notOffered) {
                listener.passedOver(notOffered);
            }
        }

        @Override
        public void passedOver(FieldException fault) {
            listener.passedOver(fault);
        }
    }
}
