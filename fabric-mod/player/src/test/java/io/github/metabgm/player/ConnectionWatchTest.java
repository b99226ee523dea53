package io.github.metabgm.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.net.ConnectionState;
import io.github.metabgm.core.net.Setback;
import org.junit.jupiter.api.Test;

class ConnectionWatchTest {
    private final ConnectionWatch watch = new ConnectionWatch();

    private void setback(Setback.Kind kind) {
        watch.changed(new ConnectionState.Retrying(new Setback(kind, "because " + kind), 500));
    }

    @Test
    void aSidecarThatDoesNotComeIsUnreachable() {
        setback(Setback.Kind.REFUSED);
        PlayerException failure = assertThrows(PlayerException.class, () -> watch.awaitSession(1));
        assertEquals(ExitCode.UNREACHABLE, failure.exitCode());
        assertTrue(failure.getMessage().contains("because REFUSED"), failure.getMessage());
    }

    @Test
    void whereWaitingDoesNotHelpNobodyWaits() {
        for (Setback.Kind kind : new Setback.Kind[] {
            Setback.Kind.UNAUTHORIZED, Setback.Kind.FORBIDDEN, Setback.Kind.VERSION, Setback.Kind.NOT_A_SIDECAR
        }) {
            setback(kind);
            PlayerException failure = assertThrows(PlayerException.class, () -> watch.awaitSession(1_000_000));
            assertEquals(ExitCode.REFUSED, failure.exitCode());
        }
    }

    @Test
    void sessionsAfterTheFirstAreReconnects() throws Exception {
        assertEquals(0, watch.reconnects());
        watch.changed(new ConnectionState.Open("a"));
        watch.awaitSession(1_000_000);
        assertEquals(0, watch.reconnects());
        setback(Setback.Kind.CLOSED);
        watch.changed(new ConnectionState.Open("b"));
        assertEquals(1, watch.reconnects());
        watch.changed(new ConnectionState.Closed());
        watch.awaitClosed(1_000_000);
    }
}
