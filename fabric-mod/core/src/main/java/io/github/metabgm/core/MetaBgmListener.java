package io.github.metabgm.core;

import io.github.metabgm.core.audio.MixerListener;
import io.github.metabgm.core.codec.FieldException;
import io.github.metabgm.core.codec.ModMessage;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.net.ConnectionState;
import io.github.metabgm.core.net.SidecarListener;

/**
 * Told all that happens: by the tick thread what was sent, by the network thread what came and how the connection
 * stands, by the mixing thread what is heard. An answer must not wait.
 */
public interface MetaBgmListener extends SidecarListener, MixerListener {
    /** A scene, event or command goes out; tick thread. */
    default void sent(ModMessage message) {}

    @Override
    default void stateChanged(ConnectionState state) {}

    @Override
    default void received(SidecarMessage message) {}

    @Override
    default void passedOver(FieldException fault) {}
}
