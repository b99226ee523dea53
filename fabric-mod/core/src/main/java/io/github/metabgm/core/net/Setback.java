package io.github.metabgm.core.net;

import io.github.metabgm.core.codec.Limits;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why there is no connection.
 *
 * @param detail one line for the player
 */
public record Setback(Kind kind, String detail) {
    /** Kinds of setback that call for different help. */
    public enum Kind {
        /** There is no token file. */
        TOKEN,
        /** There is a token file, but no token can be read from it. */
        UNUSABLE_TOKEN,
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
        /** Sidecar and mod speak different protocols; the detail says which to update. */
        VERSION,
        /** An open connection ended. */
        CLOSED
    }

    /** How the detail begins, here as in the reason of close code 4001. */
    private static final String UPDATE_MOD = "update the mod";
    private static final String UPDATE_SIDECAR = "update the sidecar";
    /** What a sidecar asks for that does not know this mod's subprotocol. */
    private static final Pattern OTHER_SUBPROTOCOL = Pattern.compile("must offer metabgm\\.v(\\d{1,4})\\.msgpack");
    private static final int HTTP_BAD_REQUEST = 400;
    private static final int HTTP_UNAUTHORIZED = 401;
    private static final int HTTP_FORBIDDEN = 403;
    /** What else answers there may be a web page. */
    private static final int DETAIL_CHARS = 200;

    static Setback ofUnreadToken(IOException failure) {
        boolean missing = failure.getCause() instanceof NoSuchFileException;
        return new Setback(missing ? Kind.TOKEN : Kind.UNUSABLE_TOKEN, failure.getMessage());
    }

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

    /** Of two versions that do not fit, whether the mod's is the older. */
    boolean isForModToUpdate() {
        return detail.startsWith(UPDATE_MOD);
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
            case HTTP_BAD_REQUEST -> ofBadRequest(detail);
            default -> new Setback(Kind.NOT_A_SIDECAR, detail);
        };
    }

    private static Setback ofBadRequest(String detail) {
        Matcher asked = OTHER_SUBPROTOCOL.matcher(detail);
        if (!asked.find()) {
            return new Setback(Kind.NOT_A_SIDECAR, detail);
        }
        int protocol = Integer.parseInt(asked.group(1));
        String behind = protocol > Limits.PROTOCOL ? UPDATE_MOD : UPDATE_SIDECAR;
        return new Setback(
                Kind.VERSION,
                behind + ": the mod speaks protocol " + Limits.PROTOCOL + ", the sidecar " + protocol);
    }
}
