package io.github.metabgm.core.testing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;

/**
 * A real WebSocket server on a loopback port that speaks the sidecar's side of the protocol by a script: says
 * hello, answers {@code identify} with {@code ready}, and keeps what it gets.
 */
public class ScriptedSidecar extends WebSocketServer implements AutoCloseable {
    public static final String SUBPROTOCOL = "metabgm.v1.msgpack";

    private final CountDownLatch listening = new CountDownLatch(1);
    private final BlockingQueue<Map<String, Object>> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> authorizations = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> errors = new LinkedBlockingQueue<>();
    private volatile WebSocket current;

    /** @param port 0 for any that is free */
    public ScriptedSidecar(int port, String subprotocol) {
        super(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                1,
                List.of(new Draft_6455(List.of(), List.of(new Protocol(subprotocol)))));
        setReuseAddr(true);
        setTcpNoDelay(true);
        setDaemon(true);
    }

    public ScriptedSidecar() {
        this(0, SUBPROTOCOL);
    }

    /** Returns once connections are taken. */
    public ScriptedSidecar listen() throws InterruptedException {
        start();
        listening.await();
        return this;
    }

    /** What the sidecar does about a message of the mod; called by the server's thread. */
    protected void react(Map<String, Object> message) {
        if ("identify".equals(message.get("type"))) {
            send(Messages.ready("session-1"));
        }
    }

    public void send(Map<String, Object> message) {
        current.send(Messages.frame(message));
    }

    public void sendBytes(byte[] frame) {
        current.send(frame);
    }

    public void sendText(String text) {
        current.send(text);
    }

    public void close(int code, String reason) {
        current.close(code, reason);
    }

    /** Cuts the connection as a killed process would. */
    public void drop() {
        current.closeConnection(1006, "gone");
    }

    /** Waits for the next message of a type; others before it are passed over. */
    public Map<String, Object> await(String type) throws InterruptedException {
        Map<String, Object> message = messages.take();
        while (!type.equals(message.get("type"))) {
            message = messages.take();
        }
        return message;
    }

    public String awaitAuthorization() throws InterruptedException {
        return authorizations.take();
    }

    @Override
    public void onStart() {
        listening.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        current = socket;
        authorizations.add(handshake.getFieldValue("Authorization"));
        greet();
    }

    /** The sidecar speaks first. */
    protected void greet() {
        send(Messages.hello());
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer frame) {
        Map<String, Object> message = Messages.read(frame);
        messages.add(message);
        react(message);
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        throw new IllegalStateException("a text frame from the mod: " + text);
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        // Not kept: the library may see the end of the stream before the close frame ahead of it.
    }

    @Override
    public void onError(WebSocket socket, Exception error) {
        errors.add(String.valueOf(error));
    }

    /** What went wrong on this side. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() {
        try {
            stop(0);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
