package io.github.metabgm.core.net;

import io.github.metabgm.core.codec.FieldException;
import io.github.metabgm.core.codec.ModMessage;
import io.github.metabgm.core.codec.SidecarMessage;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A client on a thread of its own, and all that its listener is told. */
final class ClientSetup implements SidecarListener, AutoCloseable {
    private static final ModMessage.Identify IDENTIFY = new ModMessage.Identify(
            1, "m", "g", "p", "w", new ModMessage.AudioOffer(List.of(48_000), List.of(2), List.of("f32le"), 3_000));

    final BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
    final BlockingQueue<SidecarMessage> messages = new LinkedBlockingQueue<>();
    final BlockingQueue<FieldException> faults = new LinkedBlockingQueue<>();
    final SidecarClient client;

    ClientSetup(int port, Path token) {
        client = new SidecarClient(
                URI.create("ws://127.0.0.1:" + port + "/"),
                new TokenFile(token),
                IDENTIFY,
                this,
                new OwnNetworkThread(),
                new Backoff(new SplittableRandom(1)));
        client.start();
    }

    <T extends ConnectionState> T await(Class<T> kind) throws InterruptedException {
        ConnectionState state = states.take();
        while (!kind.isInstance(state)) {
            state = states.take();
        }
        return kind.cast(state);
    }

    Setback awaitSetback() throws InterruptedException {
        return await(ConnectionState.Retrying.class).setback();
    }

    @Override
    public void stateChanged(ConnectionState state) {
        states.add(state);
    }

    @Override
    public void received(SidecarMessage message) {
        messages.add(message);
    }

    @Override
    public void passedOver(FieldException fault) {
        faults.add(fault);
    }

    @Override
    public void close() {
        client.close();
    }
}
