package io.github.metabgm.core.net;

import java.io.IOException;

/** Where the sidecar's token comes from. */
public interface TokenSource {
    /**
     * The token for the next attempt, read anew each time.
     *
     * @throws IOException with one line for the player when there is none or it cannot be a token
     */
    String read() throws IOException;

    /** Whether it can be sent in a header at all: printable ASCII without blanks. */
    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
