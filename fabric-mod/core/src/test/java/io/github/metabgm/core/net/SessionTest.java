package io.github.metabgm.core.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.codec.MessageDecoder;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.net.Session.Reaction;
import io.github.metabgm.core.testing.Messages;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final Session session = new Session();

    private Reaction received(Map<String, Object> message) throws Exception {
        SidecarMessage decoded = MessageDecoder.decode(Messages.frame(message)).orElseThrow();
        return session.received(decoded);
    }

    @Test
    void opensByHelloAndReady() throws Exception {
        assertEquals(Reaction.IDENTIFY, received(Messages.hello()));
        assertEquals(Reaction.OPEN, received(Messages.ready("s")));
        assertEquals(Reaction.DELIVER, received(Messages.track(1, "base", "f32le", 0)));
    }

    @Test
    void nothingComesBeforeItsTime() throws Exception {
        assertEquals(Reaction.IGNORE, received(Messages.ready("s")));
        assertEquals(Reaction.IGNORE, received(Messages.track(1, "base", "f32le", 0)));
        assertEquals(Reaction.IDENTIFY, received(Messages.hello()));
        assertEquals(Reaction.IGNORE, received(Messages.hello()));
        assertEquals(Reaction.IGNORE, received(Messages.end(1, 0)));
        assertEquals(Reaction.OPEN, received(Messages.ready("s")));
        assertEquals(Reaction.IGNORE, received(Messages.ready("s")));
    }

    @Test
    void anErrorIsAlwaysHeard() throws Exception {
        Map<String, Object> error = Messages.map(
                "type", "error", "code", "field.wrong", "path", "identify.audio", "value", "x", "expected", "y");
        assertEquals(Reaction.DELIVER, received(error));
    }

    @Test
    void partsMakeAFrameUpToALimit() {
        FrameAssembler assembler = new FrameAssembler(4);
        assertTrue(assembler.add(ByteBuffer.wrap(new byte[] {1, 2})));
        assertTrue(assembler.add(ByteBuffer.wrap(new byte[] {3})));
        assertArrayEquals(new byte[] {1, 2, 3}, assembler.take());
        assertTrue(assembler.add(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        assertFalse(assembler.add(ByteBuffer.wrap(new byte[] {4, 5})));
    }

    @Test
    void silenceIsBorneForThreeBeats() {
        Heartbeat heartbeat = new Heartbeat();
        assertFalse(heartbeat.beat() || heartbeat.beat() || heartbeat.beat());
        heartbeat.heard();
        assertFalse(heartbeat.beat() || heartbeat.beat() || heartbeat.beat());
        assertTrue(heartbeat.beat());
    }
}
