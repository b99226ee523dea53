package io.github.metabgm.core.net;

import io.github.metabgm.core.codec.Limits;
import io.github.metabgm.core.codec.MessageEncoder;
import io.github.metabgm.core.codec.ModMessage;
import java.util.concurrent.Executor;

/** Sends one message after another over a connection. Lives on the network thread. */
final class Sender {
    private final Executor networkThread;
    private final Connection connection;
    private final Outbox outbox;
    private boolean sending;
    private boolean open;

    Sender(Executor networkThread, Connection connection, Outbox outbox) {
        this.networkThread = networkThread;
        this.connection = connection;
        this.outbox = outbox;
    }

    void identify(ModMessage.Identify identify) {
        send(identify);
    }

    /** From now on what is in the outbox goes out. */
    void open() {
        open = true;
        pump();
    }

    void pump() {
        while (open && !sending) {
            ModMessage message = outbox.poll();
            if (message == null) {
                return;
            }
            send(message);
        }
    }

    private void send(ModMessage message) {
        byte[] frame = MessageEncoder.encode(message);
        if (frame.length > Limits.FRAME_TO_SIDECAR_BYTES) {
            return;
        }
        sending = true;
        connection.send(frame).whenComplete((socket, failure) -> networkThread.execute(() -> sent(failure)));
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
