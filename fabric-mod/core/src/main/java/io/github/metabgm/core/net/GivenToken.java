package io.github.metabgm.core.net;

import java.util.Objects;

/**
 * A token that the player wrote down, for a sidecar on another machine.
 *
 * @param token as {@link TokenSource#isToken} says
 */
public record GivenToken(String token) implements TokenSource {
    public GivenToken {
        Objects.requireNonNull(token, "token");
    }

    @Override
    public String read() {
        return token;
    }

    /** Without the token, which is no business of a log's. */
    @Override
    public String toString() {
        return "GivenToken";
    }
}
