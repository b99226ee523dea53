package io.github.metabgm.core.net;

import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;

/**
 * Why there is no connection.
 *
 * @param detail one line for the player
 */
public record Setback(Kind kind, String detail) {
    /** Kinds of setback that call for different help. */
    public enum Kind {
        /** No token file to read. */
        TOKEN,
        /** Nobody listens. */
        REFUSED,
        /** Nobody answers. */
        TIMED_OUT,
        /** HTTP 401: the token is not the sidecar's. */
        UNAUTHORIZED,
        /** HTTP 403: the sidecar does not talk to this address. */
        FORBIDDEN,
        /** Something else answers there. */
        NOT_A_SIDECAR,
        /** The sidecar is older than this mod. */
        VERSION,
        /** An open connection ended. */
        CLOSED
    }

    private static final int HTTP_UNAUTHORIZED = 401;
    private static final int HTTP_FORBIDDEN = 403;
    /** What else answers there may be a web page. */
    private static final int DETAIL_CHARS = 200;

    static Setback ofFailedConnect(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException handshake) {
            return ofRefusedUpgrade(handshake.getResponse());
        }
        if (cause instanceof HttpTimeoutException) {
            return new Setback(Kind.TIMED_OUT, "the sidecar does not answer");
        }
        if (cause instanceof ConnectException) {
            return new Setback(Kind.REFUSED, "no sidecar is listening");
        }
        return new Setback(Kind.NOT_A_SIDECAR, String.valueOf(cause.getMessage()));
    }

    private static String firstLine(String body) {
        String line = body.strip().lines().findFirst().orElse("");
        return line.substring(0, Math.min(line.length(), DETAIL_CHARS));
    }

    private static Setback ofRefusedUpgrade(HttpResponse<?> response) {
        String detail = response.body() instanceof String body && !body.isBlank()
                ? firstLine(body)
                : "HTTP status " + response.statusCode();
        return switch (response.statusCode()) {
            case HTTP_UNAUTHORIZED -> new Setback(Kind.UNAUTHORIZED, detail);
            case HTTP_FORBIDDEN -> new Setback(Kind.FORBIDDEN, detail);
            default -> new Setback(Kind.NOT_A_SIDECAR, detail);
        };
    }
}
