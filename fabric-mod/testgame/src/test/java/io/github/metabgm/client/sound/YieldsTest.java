package io.github.metabgm.client.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.settings.Setting;
import java.util.List;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.client.resources.sounds.SimpleSoundInstance;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.resources.Identifier;
import net.minecraft.sounds.SoundSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class YieldsTest {
    private final SoundRig rig = new SoundRig();

    @BeforeEach
    void play() {
        Melody.feed(rig.attached(), 10);
        rig.ticks(20);
    }

    @AfterEach
    void stop() {
        assertEquals(0, rig.faults.partsOff().size());
        rig.close();
    }

    private static Identifier event(String path) {
        return Identifier.fromNamespaceAndPath("minecraft", path);
    }

    private SoundInstance start(SoundInstance sound) {
        rig.sounds.play(sound);
        return sound;
    }

    private boolean yields() {
        rig.ticks(1);
        return rig.output.figures().yielding();
    }

    @Test
    void theMusicGoesForARecordAndComesBackAfterIt() {
        SoundInstance record = start(SimpleSoundInstance.forJukeboxSong(event("music_disc.cat"), 3, 64, 3));
        rig.ticks(15);
        assertTrue(rig.peak(1) > 0.26f, "still fading");
        rig.ticks(25);
        float tone = rig.peak(10);
        assertEquals(0.25f, tone, 0.01f, "the record alone");
        rig.sounds.stop(record);
        rig.ticks(15);
        assertEquals(0, rig.peak(1), "patience");
        rig.ticks(70);
        assertEquals(Melody.LEVEL, rig.peak(10), 0.01);
    }

    @Test
    void twoRecordsInARowLetNoMusicBetween() {
        SoundInstance first = start(SimpleSoundInstance.forJukeboxSong(event("music_disc.cat"), 3, 64, 3));
        rig.ticks(60);
        rig.sounds.stop(first);
        rig.ticks(15);
        start(SimpleSoundInstance.forJukeboxSong(event("music_disc.cat"), 3, 64, 3));
        rig.heard();
        rig.ticks(40);
        assertEquals(0.25f, Melody.peak(rig.heard()), 0.01f);
    }

    @Test
    void aRecordOutOfEarshotIsNone() {
        rig.game.player = new LocalPlayer(null);
        rig.game.player.setPos(0, 64, 0);
        start(SimpleSoundInstance.forJukeboxSong(event("music_disc.cat"), 70, 64, 0));
        assertFalse(yields());
        rig.game.player.setPos(10, 64, 0);
        assertTrue(yields());
    }

    @Test
    void aMutedRecordIsNone() {
        start(SimpleSoundInstance.forJukeboxSong(event("music_disc.cat"), 0, 64, 0));
        assertTrue(yields());
        rig.game.options.setSoundSourceVolume(SoundSource.RECORDS, 0);
        rig.ticks(25);
        assertFalse(yields());
    }

    @Test
    void recordsCanBePlayedAlong() {
        rig.settings = rig.settings.with(Setting.YIELD_TO_RECORDS, false).with(Setting.YIELD_TO, List.of());
        rig.ticks(1);
        start(SimpleSoundInstance.forJukeboxSong(event("music_disc.cat"), 0, 64, 0));
        assertFalse(yields());
    }

    @Test
    void aNoteBlockIsNoRecordUnlessItIsListed() {
        start(SimpleSoundInstance.at(event("block.note_block.harp"), SoundSource.RECORDS, 3, 0, 64, 0));
        assertFalse(yields());
        rig.settings = rig.settings.with(Setting.YIELD_TO, List.of("block.note_block.*"));
        rig.ticks(1);
        start(SimpleSoundInstance.at(event("block.note_block.harp"), SoundSource.RECORDS, 3, 0, 64, 0));
        assertTrue(yields());
    }

    @Test
    void whatSettingsAndPacksListIsGivenWayTo() {
        start(SimpleSoundInstance.everywhere(event("ambient.cave"), SoundSource.AMBIENT));
        assertFalse(yields());
        rig.settings = rig.settings.with(Setting.YIELD_TO, List.of("*:ambient.*"));
        rig.ticks(1);
        start(SimpleSoundInstance.everywhere(event("ambient.cave"), SoundSource.AMBIENT));
        assertTrue(yields());
        rig.ticks(80);
        start(SimpleSoundInstance.everywhere(event("entity.zombie.ambient"), SoundSource.HOSTILE));
        assertFalse(yields());
        rig.output.yieldTo(List.of("minecraft:entity.zombie.*", "not a pattern"));
        rig.ticks(1);
        start(SimpleSoundInstance.everywhere(event("entity.zombie.ambient"), SoundSource.HOSTILE));
        assertTrue(yields());
    }

    @Test
    void theMusicNeverGivesWayToItself() {
        rig.settings = rig.settings.with(Setting.YIELD_TO, List.of("*:*"));
        rig.ticks(1);
        rig.sounds.stop();
        rig.ticks(30);
        assertEquals(2, rig.output.figures().starts());
        assertFalse(yields());
        start(SimpleSoundInstance.everywhere(event("ui.button.click"), SoundSource.UI));
        assertTrue(yields());
    }

    @Test
    void listensOnAfterTheEngineWasLoadedAnew() {
        rig.sounds.reload();
        rig.ticks(5);
        start(SimpleSoundInstance.forJukeboxSong(event("music_disc.cat"), 0, 64, 0));
        assertTrue(yields());
    }
}
