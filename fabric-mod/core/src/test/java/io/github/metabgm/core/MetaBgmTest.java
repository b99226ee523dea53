package io.github.metabgm.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.codec.PlayerCommand;
import io.github.metabgm.core.net.ConnectionState;
import io.github.metabgm.core.net.OwnNetworkThread;
import io.github.metabgm.core.scene.Biome;
import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Weather;
import io.github.metabgm.core.settings.Settings;
import io.github.metabgm.core.testing.Messages;
import io.github.metabgm.core.testing.StreamingSidecar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MetaBgmTest {
    private final StreamingSidecar sidecar = new StreamingSidecar(0);
    private final ToldListener told = new ToldListener();
    private MetaBgm metaBgm;
    private long timeMs;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        sidecar.listen();
        Settings settings = Settings.defaults()
                .withAddress("127.0.0.1", sidecar.getPort())
                .withTokenFile(Files.writeString(folder.resolve("token"), "t\n"));
        metaBgm = new MetaBgm(
                settings,
                new Identity("m", "g", "p", "w"),
                told,
                new OwnNetworkThread(),
                new SplittableRandom(1));
        metaBgm.start();
        told.awaitState(ConnectionState.Open.class);
    }

    @AfterEach
    void close() {
        metaBgm.close();
        sidecar.close();
    }

    private void tick() {
        metaBgm.tick(forest(timeMs));
        timeMs += 50;
    }

    /** Mixes on until something is heard of, and gives the last block. */
    private float[] mixUntil(String event) {
        float[] block = new float[1_920];
        while (!told.heard.remove(event)) {
            metaBgm.mixer().mix(block, 960);
            Thread.yield();
        }
        return block;
    }

    @Test
    void aSceneGoesOutAndItsMusicIsHeard() throws Exception {
        tick();
        assertEquals(0L, sidecar.await("scene").get("time_ms"));
        mixUntil("started base");
        float[] later = new float[4_800];
        metaBgm.mixer().mix(later, 2_400);
        assertTrue(later[4_000] != 0 && later[4_000] == -later[4_001]);
    }

    @Test
    void aBlowIsAnsweredByTheCombatDeckAndCreditFlows() throws Exception {
        tick();
        metaBgm.event(new GameEvent(timeMs, GameEvent.Kind.HURT, "zombie"));
        assertTrue(metaBgm.isFighting());
        assertEquals("zombie", sidecar.await("event").get("detail"));
        mixUntil("started combat");
        mixUntil("ended combat");
        assertTrue((long) sidecar.await("credit").get("frames") >= 4_800);
        assertEquals(List.of(), sidecar.errors());
    }

    @Test
    void aLossFadesTheMusicOutAndTheNextSessionBringsItBack() throws Exception {
        tick();
        sidecar.await("scene");
        mixUntil("started base");
        sidecar.drop();
        mixUntil("ended base");
        told.awaitState(ConnectionState.Open.class);
        tick();
        Map<String, Object> scene = sidecar.await("scene");
        assertEquals("biome", scene.get("reason"));
        mixUntil("started base");
    }

    @Test
    void commandsNeedASession() throws Exception {
        assertTrue(metaBgm.command(5, PlayerCommand.style("calm harp")));
        assertEquals("calm harp", sidecar.await("command").get("text"));
        metaBgm.close();
        told.awaitState(ConnectionState.Closed.class);
        assertFalse(metaBgm.command(5, PlayerCommand.of(PlayerCommand.Kind.TOGGLE)));
    }

    @Test
    void whatWasNotOfferedIsPassedOver() throws Exception {
        Map<String, Object> track = Messages.track(9, "base", "f32le", 0);
        track.put("rate", 44_100);
        sidecar.send(track);
        assertEquals("track.rate", told.faults.take().path());
        sidecar.send(Messages.track(10, "base", "f32le", 0));
        sidecar.send(Messages.pcm(10, 0, new byte[9]));
        assertEquals("pcm.data", told.faults.take().path());
    }

    private static Sample forest(long timeMs) {
        Sample sample = new Sample();
        sample.reset(timeMs);
        sample.biome(new Biome("minecraft:forest", List.of(), 0.7, Biome.RAIN));
        sample.dimension("minecraft:overworld");
        sample.timeOfDay(6_000);
        sample.weather(Weather.CLEAR);
        return sample;
    }
}
