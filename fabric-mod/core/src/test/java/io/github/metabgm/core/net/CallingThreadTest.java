package io.github.metabgm.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.codec.FieldException;
import io.github.metabgm.core.codec.ModMessage;
import io.github.metabgm.core.codec.SidecarMessage;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the game's thread has to do for a client: next to nothing. */
class CallingThreadTest {
    private static final ModMessage.Identify IDENTIFY = new ModMessage.Identify(
            1, "m", "g", "p", "w", new ModMessage.AudioOffer(List.of(48_000), List.of(2), List.of("f32le"), 3_000));

    /** Its tasks run when the test says so. */
    private static final class HeldThread implements NetworkThread {
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private boolean closed;

        @Override
        public synchronized void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public Runnable schedule(Runnable task, long delayMs) {
            return () -> {};
        }

        @Override
        public void close() {
            closed = true;
        }

        synchronized void runWhatWaits() {
            for (int waiting = tasks.size(); waiting > 0; waiting--) {
                tasks.remove().run();
            }
        }
    }

    private static final class States implements SidecarListener {
        private final List<ConnectionState> told = new ArrayList<>();

        @Override
        public void stateChanged(ConnectionState state) {
            told.add(state);
        }

        @Override
        public void received(SidecarMessage message) {}

        @Override
        public void passedOver(FieldException fault) {}
    }

    private static Set<String> httpThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("HttpClient-"))
                .collect(Collectors.toSet());
    }

    @Test
    void connectingAndClosingAreLeftToTheNetworkThread() {
        HeldThread thread = new HeldThread();
        States states = new States();
        Set<String> before = httpThreads();
        SidecarClient client = new SidecarClient(
                URI.create("ws://127.0.0.1:1/"),
                new GivenToken("t"),
                IDENTIFY,
                states,
                thread,
                new Backoff(new SplittableRandom(1)));
        client.start();
        assertFalse(client.send(new ModMessage.Credit(1, 1)));
        assertTrue(before.containsAll(httpThreads()), "making an HTTP client takes hundreds of milliseconds");
        assertEquals(List.of(), states.told);
        thread.runWhatWaits();
        assertFalse(before.containsAll(httpThreads()), "it is made when the network thread connects");
        client.close();
        assertFalse(thread.closed);
        thread.runWhatWaits();
        assertTrue(thread.closed);
        assertEquals(new ConnectionState.Closed(), states.told.get(states.told.size() - 1));
    }
}
