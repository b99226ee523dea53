package io.github.metabgm.core.net;

import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which states of the connection the player is told of, over all worlds of one run of the game: what to do, each
 * line once however often it is tried again, and that the sidecar is there when something was to do before. Safe
 * for several threads, as each world has a network thread of its own.
 */
public final class SidecarNotice {
    private final Set<SidecarHelp> told = new HashSet<>();
    private boolean awaited;

    /**
     * @param address where the sidecar is looked for
     * @param token where its token comes from
     * @return the line to tell now
     */
    public synchronized Optional<SidecarHelp> changed(ConnectionState state, URI address, TokenSource token) {
        if (state instanceof ConnectionState.Retrying retrying) {
            Optional<SidecarHelp> help = SidecarHelp.after(retrying.setback(), address, token)
                    .filter(told::add);
            awaited |= help.isPresent();
            return help;
        }
        if (state instanceof ConnectionState.Open && awaited) {
            awaited = false;
            return Optional.of(SidecarHelp.THERE);
        }
        return Optional.empty();
    }
}
