package io.github.metabgm.core.net;

import io.github.metabgm.core.codec.Limits;
import io.github.metabgm.core.codec.MessageEncoder;
import io.github.metabgm.core.codec.ModMessage;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Sends one message after another over a connection. Lives on the network thread. */
final class Sender {
    private final Executor networkThread;
    private final Connection connection;
    private final Outbox outbox;
    private ModMessage identify;
    private boolean sending;
    private boolean open;

    Sender(Executor networkThread, Connection connection, Outbox outbox) {
        this.networkThread = networkThread;
        this.connection = connection;
        this.outbox = outbox;
    }

    /** Goes out before all else. */
    void identify(ModMessage.Identify message) {
        identify = message;
        pump();
    }

    /** From now on what is in the outbox goes out. */
    void open() {
        open = true;
        pump();
    }

    void pump() {
        while (!sending) {
            ModMessage message = next();
            if (message == null) {
                return;
            }
            send(message);
        }
    }

    private ModMessage next() {
        ModMessage first = identify;
        identify = null;
        return first == null && open ? outbox.poll() : first;
    }

    /** Not while something else is under way, as there may be one send at a time. */
    void ping() {
        if (!sending) {
            await(connection.ping());
        }
    }

    private void send(ModMessage message) {
        byte[] frame = MessageEncoder.encode(message);
        if (frame.length <= Limits.FRAME_TO_SIDECAR_BYTES) {
            await(connection.send(frame));
        }
    }

    private void await(CompletionStage<WebSocket> send) {
        sending = true;
        send.whenComplete((socket, failure) -> networkThread.execute(() -> sent(failure)));
    }

    private void sent(Throwable failure) {
        sending = false;
        if (failure == null) {
            pump();
        } else {
            open = false;
            connection.abort(new Setback(Setback.Kind.CLOSED, "could not send: " + failure.getMessage()));
        }
    }
}
