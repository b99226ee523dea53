package io.github.metabgm.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.codec.ModMessage;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.testing.Messages;
import io.github.metabgm.core.testing.ScriptedSidecar;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SidecarClientTest {
    private final ScriptedSidecar sidecar = new ScriptedSidecar();
    private ClientSetup mod;

    @BeforeEach
    void connect(@TempDir Path folder) throws Exception {
        sidecar.listen();
        mod = new ClientSetup(sidecar.getPort(), Files.writeString(folder.resolve("token"), "the-token\n"));
    }

    @AfterEach
    void stop() {
        mod.close();
        sidecar.close();
    }

    private void awaitOpen() throws InterruptedException {
        mod.await(ConnectionState.Open.class);
    }

    @Test
    void sendsItsTokenAndSaysWhoItIs() throws Exception {
        assertEquals(new ConnectionState.Connecting(), mod.states.take());
        assertEquals(new ConnectionState.AwaitingHello(), mod.states.take());
        assertEquals(new ConnectionState.AwaitingReady(), mod.states.take());
        assertEquals(new ConnectionState.Open("session-1"), mod.states.take());
        assertEquals("Bearer the-token", sidecar.awaitAuthorization());
        assertEquals("w", sidecar.await("identify").get("world"));
        assertTrue(mod.messages.take() instanceof SidecarMessage.Ready);
    }

    @Test
    void sendsInOrderAndOnlyWhileASessionIsOpen() throws Exception {
        awaitOpen();
        for (int i = 0; i < 100; i++) {
            assertTrue(mod.client.send(new ModMessage.EventReport(new GameEvent(i, GameEvent.Kind.DEATH, ""))));
        }
        for (long i = 0; i < 100; i++) {
            assertEquals(i, sidecar.await("event").get("time_ms"));
        }
        sidecar.drop();
        mod.awaitSetback();
        assertFalse(mod.client.send(new ModMessage.Credit(1, 1)));
    }

    @Test
    void comesBackAfterALoss() throws Exception {
        awaitOpen();
        sidecar.drop();
        assertEquals(Setback.Kind.CLOSED, mod.awaitSetback().kind());
        awaitOpen();
        sidecar.close(1001, "shutting down");
        assertEquals(new Setback(Setback.Kind.CLOSED, "shutting down (1001)"), mod.awaitSetback());
        awaitOpen();
    }

    @Test
    void aNewerProtocolIsTriedAgainInFiveMinutes() throws Exception {
        awaitOpen();
        sidecar.close(4001, "update the sidecar");
        ConnectionState.Retrying retrying = mod.await(ConnectionState.Retrying.class);
        assertEquals(Setback.Kind.VERSION, retrying.setback().kind());
        assertEquals(300_000, retrying.delayMs());
    }

    @Test
    void takesFramesOfManyParts() throws Exception {
        awaitOpen();
        byte[] audio = new byte[9_600 * 8];
        audio[audio.length - 1] = 42;
        sidecar.send(Messages.pcm(1, 5, audio));
        mod.messages.take();
        SidecarMessage.Pcm pcm = (SidecarMessage.Pcm) mod.messages.take();
        assertEquals(5, pcm.offset());
        assertEquals(42, pcm.data()[audio.length - 1]);
    }

    @Test
    void aWrongFieldIsPassedOverAndTheSessionGoesOn() throws Exception {
        awaitOpen();
        sidecar.send(Messages.fade(1, 2.0, 10, false));
        assertEquals("fade.gain", mod.faults.take().path());
        sidecar.send(Messages.map("type", "later_invention", "x", 1));
        sidecar.send(Messages.fade(1, 1.0, 10, false));
        mod.messages.take();
        assertEquals(new SidecarMessage.Fade(1, 1, 10, false), mod.messages.take());
    }

    @Test
    void isOpenAgainAfterItClosedOverABadFrame() throws Exception {
        awaitOpen();
        sidecar.sendText("hello?");
        assertEquals("closed by the mod: a text frame (4003)", mod.awaitSetback().detail());
        awaitOpen();
        mod.close();
        mod.await(ConnectionState.Closed.class);
        assertFalse(mod.client.send(new ModMessage.Credit(1, 1)));
    }
}
