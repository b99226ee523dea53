package io.github.metabgm.core.net;

import io.github.metabgm.core.codec.CloseCode;
import io.github.metabgm.core.codec.ModMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;

/**
 * Keeps a session with the sidecar: connects, identifies, sends, receives, and comes back after every loss. All
 * its work is done on the network thread; {@link #send} may be called from any thread and never waits.
 */
public final class SidecarClient implements AutoCloseable {
    private final Upgrade upgrade;
    private final ModMessage.Identify identify;
    private final SidecarListener listener;
    private final NetworkThread thread;
    private final Backoff backoff;
    private final Outbox outbox = new Outbox();
    private Link link;
    private boolean closed;
    private volatile boolean open;

    /** Does nothing before {@link #start}. Closing the client closes {@code thread}. */
    public SidecarClient(
            URI address,
            TokenSource token,
            ModMessage.Identify identify,
            SidecarListener listener,
            NetworkThread thread,
            Backoff backoff) {
        this.upgrade = new Upgrade(address, token);
        this.identify = identify;
        this.listener = listener;
        this.thread = thread;
        this.backoff = backoff;
    }

    public void start() {
        thread.execute(this::connect);
    }

    /** @return false, and the message is gone, while no session is open */
    public boolean send(ModMessage message) {
        if (!open) {
            return false;
        }
        outbox.add(message);
        thread.execute(() -> {
            if (link != null) {
                link.pump();
            }
        });
        return true;
    }

    private void connect() {
        if (closed) {
            return;
        }
        listener.stateChanged(new ConnectionState.Connecting());
        link = new Link(thread, identify, outbox, listener, this::opened, this::lost);
        Link attempt = link;
        try {
            upgrade.start(attempt.socketListener())
                    .whenComplete((socket, failure) -> thread.execute(() -> upgraded(attempt, socket, failure)));
        } catch (IOException noToken) {
            attempt.ended(Setback.ofUnreadToken(noToken));
        }
    }

    private void upgraded(Link attempt, WebSocket socket, Throwable failure) {
        if (failure == null) {
            attempt.upgraded(socket);
        } else {
            attempt.ended(Setback.ofFailedConnect(failure));
        }
    }

    private void opened() {
        backoff.sessionOpened();
        open = true;
    }

    private void lost(Link which, Setback setback) {
        if (which != link || closed) {
            return;
        }
        forgetLink();
        long delay = backoff.delayAfter(setback.kind());
        listener.stateChanged(new ConnectionState.Retrying(setback, delay));
        thread.schedule(this::connect, delay);
    }

    private void forgetLink() {
        open = false;
        link = null;
        outbox.clear();
    }

    /** Says goodbye where there is somebody to say it to, and never connects again. */
    @Override
    public void close() {
        thread.execute(this::closeNow);
    }

    private void closeNow() {
        if (closed) {
            return;
        }
        closed = true;
        if (link != null) {
            link.close(CloseCode.NORMAL, "the mod stops");
        }
        forgetLink();
        listener.stateChanged(new ConnectionState.Closed());
        thread.close();
    }
}
