package io.github.metabgm.client;

import io.github.metabgm.core.codec.PlayerCommand;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.net.ConnectionState;
import io.github.metabgm.core.net.SidecarHelp;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What keys, commands, overlays and screens see of the mod. For the game's thread; nothing waits. */
public interface Controls {
    /** @return false while no sidecar is there: a style then waits for it, and nothing else happens */
    boolean send(PlayerCommand command);

    /** Music on or off, also for the next session. @return whether it is on now */
    boolean toggle();

    boolean isOn();

    ConnectionState connection();

    /** What the player can do so that there is music; empty where there is nothing to do. */
    Optional<SidecarHelp> help();

    /** The piece that is heard, or was last. */
    Optional<SidecarMessage.Track> nowPlaying();

    /** What the sidecar said of itself last. */
    Optional<SidecarMessage.Status> sidecarStatus();

    /** The record of why the piece plays, as PROTOCOL.md, "provenance", says; empty where none came. */
    Map<String, Object> provenance();

    /** Lines for those who look for a fault: buffers, underruns, tick cost, parts that are off. */
    List<String> debug();

    /** Reads {@code config/metabgm.json} again. @return what is wrong with it, line by line; empty when all is well */
    List<String> reload();

    void openSettings();
}
