package io.github.metabgm.core.net;

import io.github.metabgm.core.codec.CloseCode;
import io.github.metabgm.core.codec.FieldException;
import io.github.metabgm.core.codec.FrameException;
import io.github.metabgm.core.codec.Limits;
import io.github.metabgm.core.codec.MessageDecoder;
import io.github.metabgm.core.codec.MessageEncoder;
import io.github.metabgm.core.codec.ModMessage;
import io.github.metabgm.core.codec.SidecarMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps a session with the sidecar: connects, identifies, sends, receives, and comes back after every loss. All of
 * its work is done on the network thread; {@link #send} may be called from any and never waits.
 */
public final class SidecarClient implements AutoCloseable {
    private static final String SUBPROTOCOL = "metabgm.v1.msgpack";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
}
