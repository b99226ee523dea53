package io.github.metabgm.core.net;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Opens WebSockets to one sidecar, with its token and subprotocol (PROTOCOL.md, "Handshake"). */
final class Upgrade {
    private static final String SUBPROTOCOL = "metabgm.v1.msgpack";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI address;
    private final TokenSource token;
    private HttpClient http;

    Upgrade(URI address, TokenSource token) {
        this.address = address;
        this.token = token;
    }

    /**
     * For the network thread: the first call loads all that HTTP and TLS need, which takes hundreds of milliseconds.
     *
     * @return fails where the sidecar is away, refuses, or speaks another protocol
     * @throws IOException when there is no token to send
     */
    CompletableFuture<WebSocket> start(WebSocket.Listener listener) throws IOException {
        String authorization = "Bearer " + token.read();
        if (http == null) {
            http = newClient();
        }
        return http.newWebSocketBuilder()
                .connectTimeout(TIMEOUT)
                .subprotocols(SUBPROTOCOL)
                .header("Authorization", authorization)
                .buildAsync(address, listener)
                .thenCompose(Upgrade::requireSubprotocol);
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    private static CompletableFuture<WebSocket> requireSubprotocol(WebSocket socket) {
        if (SUBPROTOCOL.equals(socket.getSubprotocol())) {
            return CompletableFuture.completedFuture(socket);
        }
        socket.abort();
        return CompletableFuture.failedFuture(
                new ProtocolException("what answers there does not speak " + SUBPROTOCOL));
    }
}
