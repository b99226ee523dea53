package io.github.metabgm.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.codec.Limits;
import io.github.metabgm.core.testing.CloseProbe;
import io.github.metabgm.core.testing.HttpRefusal;
import io.github.metabgm.core.testing.ScriptedSidecar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything that may stand between mod and sidecar, through real sockets. */
@Timeout(60)
class SetbackTest {
    @TempDir
    private Path folder;

    private Path token;

    @BeforeEach
    void writeToken() throws IOException {
        token = Files.writeString(folder.resolve("token"), "the-token\n");
    }

    private Setback setbackAt(int port) throws InterruptedException {
        try (ClientSetup mod = new ClientSetup(port, token)) {
            return mod.awaitSetback();
        }
    }

    @Test
    void noToken() throws Exception {
        token = folder.resolve("none");
        Setback setback = setbackAt(1);
        assertEquals(Setback.Kind.TOKEN, setback.kind());
        assertTrue(setback.detail().contains(token.toString()), setback.detail());
    }

    @Test
    void aTokenThatIsNone() throws Exception {
        token = Files.writeString(folder.resolve("empty"), "\n");
        Setback setback = setbackAt(1);
        assertEquals(new Setback(Setback.Kind.UNUSABLE_TOKEN, "token file " + token + " holds no token"), setback);
        token = folder;
        assertEquals(Setback.Kind.UNUSABLE_TOKEN, setbackAt(1).kind());
    }

    @Test
    void nobodyListens() throws Exception {
        int freePort;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = free.getLocalPort();
        }
        assertEquals(new Setback(Setback.Kind.REFUSED, "no sidecar is listening"), setbackAt(freePort));
    }

    @Test
    void theTokenIsAnother() throws Exception {
        try (HttpRefusal refusal = new HttpRefusal("401 Unauthorized", "wrong token\n")) {
            assertEquals(new Setback(Setback.Kind.UNAUTHORIZED, "wrong token"), setbackAt(refusal.port()));
        }
    }

    @Test
    void theAddressIsNotWelcome() throws Exception {
        try (HttpRefusal refusal = new HttpRefusal("403 Forbidden", "")) {
            assertEquals(new Setback(Setback.Kind.FORBIDDEN, "HTTP status 403"), setbackAt(refusal.port()));
        }
    }

    @Test
    void somethingElseAnswers() throws Exception {
        try (HttpRefusal page = new HttpRefusal("200 OK", "<html>")) {
            assertEquals(Setback.Kind.NOT_A_SIDECAR, setbackAt(page.port()).kind());
        }
        try (ScriptedSidecar other = new ScriptedSidecar(0, "other.v1").listen()) {
            assertEquals(Setback.Kind.NOT_A_SIDECAR, setbackAt(other.getPort()).kind());
        }
    }

    @Test
    void aSidecarOfAnotherSubprotocolSaysWhichSideToUpdate() throws Exception {
        assertEquals("update the mod: the mod speaks protocol 1, the sidecar 2", askedFor("metabgm.v2.msgpack"));
        assertEquals("update the sidecar: the mod speaks protocol 1, the sidecar 0", askedFor("metabgm.v0.msgpack"));
        try (HttpRefusal other = new HttpRefusal("400 Bad Request", "must offer chat.v2")) {
            assertEquals(Setback.Kind.NOT_A_SIDECAR, setbackAt(other.port()).kind());
        }
    }

    private String askedFor(String subprotocol) throws Exception {
        try (HttpRefusal refusal =
                new HttpRefusal("400 Bad Request", "the Sec-WebSocket-Protocol must offer " + subprotocol + "\n")) {
            Setback setback = setbackAt(refusal.port());
            assertEquals(Setback.Kind.VERSION, setback.kind());
            return setback.detail();
        }
    }

    @Test
    void aBadFrameIsAnsweredWithItsCloseCode() throws Exception {
        assertCloses(4002, CloseProbe.BINARY, new byte[] {(byte) 0xc0});
        assertCloses(4002, CloseProbe.BINARY, new byte[Limits.FRAME_TO_MOD_BYTES + 1]);
        assertCloses(4003, CloseProbe.TEXT, new byte[] {'h', 'i'});
    }

    private void assertCloses(int code, int opcode, byte[] payload) throws IOException {
        try (CloseProbe probe = new CloseProbe();
                ClientSetup mod = new ClientSetup(probe.port(), token)) {
            assertEquals(code, probe.answerTo(opcode, payload));
            assertTrue(mod.messages.isEmpty());
        }
    }
}
