package io.github.metabgm.client.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever the game does to its sound engine, the music comes back by itself. */
class DroppedStreamTest {
    private final SoundRig rig = new SoundRig();

    @BeforeEach
    void play() {
        Melody.feed(rig.attached(), 10);
        rig.ticks(20);
        assertEquals(Melody.LEVEL, rig.peak(10), 0.01);
    }

    @AfterEach
    void stop() {
        assertNull(rig.sounds.crash());
        assertEquals(0, rig.faults.partsOff().size());
        rig.close();
    }

    private void comesBackWithin(int ticks) {
        rig.ticks(ticks);
        assertEquals(Melody.LEVEL, rig.peak(10), 0.01);
        assertEquals(2, rig.output.figures().starts());
    }

    @Test
    void allSoundsStopWhenTheLevelChanges() {
        rig.sounds.stop();
        comesBackWithin(10);
        assertEquals(0, rig.output.figures().dryOuts());
    }

    @Test
    void resourcesAreLoadedAnew() {
        rig.sounds.reload();
        comesBackWithin(10);
        assertEquals(0, rig.output.figures().dryOuts());
    }

    @Test
    void theDeviceGoes() {
        rig.sounds.loseDevice();
        comesBackWithin(10);
        assertEquals(0, rig.output.figures().dryOuts());
    }

    @Test
    void aShortFreezeMakesLongerChunks() throws InterruptedException {
        rig.freeze(400);
        comesBackWithin(35);
        assertEquals(1, rig.output.figures().dryOuts());
        assertEquals(120, rig.output.figures().chunkMs());
    }

    @Test
    void aFreezeLongerThanAnyQueueIsSurvived() throws InterruptedException {
        rig.freeze(2_000);
        comesBackWithin(35);
        assertEquals(1, rig.output.figures().dryOuts());
        assertEquals(80, rig.output.figures().chunkMs());
    }

    @Test
    void aFreezeThatTheQueueBridgesIsNotHeard() throws InterruptedException {
        rig.freeze(150);
        assertTrue(Melody.peak(rig.heard()) > 0);
        rig.ticks(30);
        assertEquals(1, rig.output.figures().starts());
        assertEquals(0, rig.output.figures().dryOuts());
        assertEquals(0, rig.output.figures().missedFrames());
    }

    @Test
    void anEngineWithoutRoomIsAskedAgain() {
        rig.detach();
        rig.ticks(240);
        Crowd crowd = new Crowd(rig.sounds);
        crowd.takeAllStreams();
        Melody.feed(rig.attached(), 10);
        rig.ticks(60);
        assertTrue(!rig.output.figures().playing());
        long tries = rig.output.figures().starts() - 1;
        assertTrue(tries >= 2 && tries <= 5, tries + " tries in three seconds");
        crowd.leave();
        rig.ticks(120);
        assertTrue(rig.output.figures().playing());
        assertTrue(rig.peak(10) > 0.4f);
    }
}
