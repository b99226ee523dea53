package io.github.metabgm.core.net;

import io.github.metabgm.core.codec.FieldException;
import io.github.metabgm.core.codec.SidecarMessage;

/** Told by the network thread, in order. */
public interface SidecarListener {
    void stateChanged(ConnectionState state);

    /** A message of an open session. */
    void received(SidecarMessage message);

    /** A message that was passed over because a field was missing or wrong. */
    void passedOver(FieldException fault);
}
