package io.github.metabgm.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.metabgm.core.codec.ModMessage;
import io.github.metabgm.core.codec.PlayerCommand;
import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Scene;
import io.github.metabgm.core.scene.SceneReason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox();

    private static ModMessage scene(long timeMs) {
        return new ModMessage.SceneReport(
                new Scene(timeMs, SceneReason.INTERVAL, 50, 1, Map.of(), List.of()));
    }

    private static ModMessage event(long timeMs) {
        return new ModMessage.EventReport(new GameEvent(timeMs, GameEvent.Kind.DEATH, ""));
    }

    private static ModMessage command(long timeMs) {
        return new ModMessage.Command(timeMs, PlayerCommand.of(PlayerCommand.Kind.SKIP));
    }

    @Test
    void keepsTheOrder() {
        outbox.add(scene(1));
        outbox.add(event(2));
        assertEquals(scene(1), outbox.poll());
        assertEquals(event(2), outbox.poll());
        assertNull(outbox.poll());
    }

    @Test
    void whenFullTheOldestSceneGoesFirst() {
        outbox.add(event(0));
        for (int i = 1; i < Outbox.CAPACITY; i++) {
            outbox.add(scene(i));
        }
        outbox.add(command(1_000));
        assertEquals(event(0), outbox.poll());
        assertEquals(scene(2), outbox.poll());
        assertEquals(1, outbox.dropped());
    }

    @Test
    void thenTheOldestEventAndCommandsLast() {
        outbox.add(command(0));
        for (int i = 1; i < Outbox.CAPACITY; i++) {
            outbox.add(event(i));
        }
        outbox.add(command(1_000));
        assertEquals(command(0), outbox.poll());
        assertEquals(event(2), outbox.poll());
        outbox.clear();
        for (int i = 0; i <= Outbox.CAPACITY; i++) {
            outbox.add(command(i));
        }
        assertEquals(command(1), outbox.poll());
    }

    @Test
    void creditAddsUpByTrackAndWaitsBehindTheRest() {
        outbox.add(new ModMessage.Credit(1, 100));
        outbox.add(new ModMessage.Credit(2, 7));
        outbox.add(new ModMessage.Credit(1, 50));
        outbox.add(event(1));
        assertEquals(event(1), outbox.poll());
        assertEquals(new ModMessage.Credit(1, 150), outbox.poll());
        assertEquals(new ModMessage.Credit(2, 7), outbox.poll());
        assertNull(outbox.poll());
    }
}
