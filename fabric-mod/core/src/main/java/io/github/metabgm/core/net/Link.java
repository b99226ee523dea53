package io.github.metabgm.core.net;

import io.github.metabgm.core.codec.FieldException;
import io.github.metabgm.core.codec.FrameException;
import io.github.metabgm.core.codec.MessageDecoder;
import io.github.metabgm.core.codec.ModMessage;
import io.github.metabgm.core.codec.SidecarMessage;
import java.net.http.WebSocket;
import java.util.function.BiConsumer;

/** One session, from the upgrade to its end: goes through the handshake, then carries messages both ways. */
final class Link implements Connection.Owner {
    /** From the upgrade to {@code ready}: a sidecar that still loads models answers at once all the same. */
    private static final long HANDSHAKE_MS = 10_000;

    private final NetworkThread thread;
    private final ModMessage.Identify identify;
    private final SidecarListener listener;
    private final Runnable whenOpen;
    private final BiConsumer<Link, Setback> whenEnded;
    private final Connection connection;
    private final Sender sender;
    private final Session session = new Session();
    private final Heartbeat heartbeat = new Heartbeat();
    private Runnable cancelTimeout = () -> {};
    private boolean upgraded;
    private boolean ended;

    Link(
            NetworkThread thread,
            ModMessage.Identify identify,
            Outbox outbox,
            SidecarListener listener,
            Runnable whenOpen,
            BiConsumer<Link, Setback> whenEnded) {
        this.thread = thread;
        this.identify = identify;
        this.listener = listener;
        this.whenOpen = whenOpen;
        this.whenEnded = whenEnded;
        this.connection = new Connection(thread, this);
        this.sender = new Sender(thread, connection, outbox);
    }

    WebSocket.Listener socketListener() {
        return connection;
    }

    /** The sidecar speaks first, within a time. */
    void upgraded(WebSocket socket) {
        if (ended) {
            socket.abort();
            return;
        }
        upgraded = true;
        listener.stateChanged(new ConnectionState.AwaitingHello());
        cancelTimeout = thread.schedule(
                () -> connection.abort(new Setback(Setback.Kind.TIMED_OUT, "the sidecar does not say hello")),
                HANDSHAKE_MS);
        connection.open(socket);
        thread.schedule(this::beat, Heartbeat.BEAT_MS);
    }

    private void beat() {
        if (ended) {
            return;
        }
        if (heartbeat.beat()) {
            connection.abort(new Setback(Setback.Kind.CLOSED, "the sidecar has gone silent"));
            return;
        }
        sender.ping();
        thread.schedule(this::beat, Heartbeat.BEAT_MS);
    }

    @Override
    public void pong() {
        heartbeat.heard();
    }

    void pump() {
        sender.pump();
    }

    /** Ends without a report: the owner wants it so. */
    void close(int code, String reason) {
        cancelTimeout.run();
        ended = true;
        if (upgraded) {
            connection.close(code, reason);
        }
    }

    @Override
    public void frame(byte[] frame) {
        if (ended) {
            return;
        }
        heartbeat.heard();
        try {
            MessageDecoder.decode(frame).ifPresent(this::react);
        } catch (FrameException unreadable) {
            connection.close(unreadable.closeCode(), unreadable.getMessage());
        } catch (FieldException wrongField) {
            listener.passedOver(wrongField);
        }
    }

    private void react(SidecarMessage message) {
        switch (session.received(message)) {
            case IDENTIFY -> {
                sender.identify(identify);
                listener.stateChanged(new ConnectionState.AwaitingReady());
            }
            case OPEN -> {
                cancelTimeout.run();
                whenOpen.run();
                listener.stateChanged(new ConnectionState.Open(((SidecarMessage.Ready) message).session()));
                listener.received(message);
                sender.open();
            }
            case DELIVER -> listener.received(message);
            case IGNORE -> {}
        }
    }

    @Override
    public void ended(Setback setback) {
        if (!ended) {
            ended = true;
            cancelTimeout.run();
            whenEnded.accept(this, setback);
        }
    }
}
