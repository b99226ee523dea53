package io.github.metabgm.core.net;

import io.github.metabgm.core.codec.CloseCode;
import io.github.metabgm.core.codec.Limits;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One WebSocket, from its upgrade to its end. Hands whole frames to {@link Owner} on the network thread and asks
 * for the next one only then, so that a mod that falls behind slows the sidecar down.
 */
final class Connection implements WebSocket.Listener {
    /** What becomes of a connection; called on the network thread. */
    interface Owner {
        void frame(byte[] frame);

        void pong();

        void ended(Setback setback);
    }

    /** How long a sidecar may take to answer a close before the socket is cut. */
    private static final long GRACE_MS = 1_000;

    private final Executor networkThread;
    private final Owner owner;
    private final FrameAssembler assembler = new FrameAssembler(Limits.FRAME_TO_MOD_BYTES);
    private WebSocket socket;
    private volatile boolean rejected;

    Connection(Executor networkThread, Owner owner) {
        this.networkThread = networkThread;
        this.owner = owner;
    }

    /** Lets frames in. */
    void open(WebSocket upgraded) {
        socket = upgraded;
        socket.request(1);
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        // No request yet: the subprotocol has to be looked at first.
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer part, boolean last) {
        if (rejected) {
            return null;
        }
        if (!assembler.add(part)) {
            // java.net.http cannot send 1009; the frame does break a size limit, which is what 4002 says.
            reject(webSocket, CloseCode.MALFORMED, "a frame above " + Limits.FRAME_TO_MOD_BYTES + " bytes");
            return null;
        }
        if (!last) {
            webSocket.request(1);
            return null;
        }
        byte[] frame = assembler.take();
        networkThread.execute(() -> {
            owner.frame(frame);
            webSocket.request(1);
        });
        return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        if (!rejected) {
            reject(webSocket, CloseCode.TEXT_FRAME, "a text frame");
        }
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer payload) {
        networkThread.execute(owner::pong);
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        Setback.Kind kind = code == CloseCode.OTHER_PROTOCOL ? Setback.Kind.VERSION : Setback.Kind.CLOSED;
        end(new Setback(kind, reason.isEmpty() ? "closed with " + code : reason + " (" + code + ")"));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        end(new Setback(Setback.Kind.CLOSED, "connection lost: " + error.getMessage()));
    }

    /** @return completes when the frame is out; no other may be sent before */
    CompletionStage<WebSocket> send(byte[] frame) {
        return socket.sendBinary(ByteBuffer.wrap(frame), true);
    }

    /** As {@link #send}; the other side answers by itself. */
    CompletionStage<WebSocket> ping() {
        return socket.sendPing(ByteBuffer.allocate(0));
    }

    /** Says why, and ends. */
    void close(int code, String reason) {
        reject(socket, code, reason);
    }

    /** Ends without a word, where nobody listens. */
    void abort(Setback setback) {
        socket.abort();
        end(setback);
    }

    private void reject(WebSocket webSocket, int code, String reason) {
        rejected = true;
        webSocket.sendClose(code, reason);
        // Whatever is still under way is let pass, as the other side's own close comes behind it.
        webSocket.request(Long.MAX_VALUE);
        CompletableFuture.delayedExecutor(GRACE_MS, TimeUnit.MILLISECONDS).execute(webSocket::abort);
        end(new Setback(Setback.Kind.CLOSED, "closed by the mod: " + reason + " (" + code + ")"));
    }

    private void end(Setback setback) {
        networkThread.execute(() -> owner.ended(setback));
    }
}
