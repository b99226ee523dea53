package io.github.metabgm.client.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.settings.Loudness;
import io.github.metabgm.core.settings.Setting;
import net.minecraft.sounds.SoundSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoudnessTest {
    private static final float SOFT = 0.01f;

    private final SoundRig rig = new SoundRig();

    @BeforeEach
    void play() {
        Melody.feed(rig.attached(), 10);
        rig.ticks(30);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void hears(double share) {
        assertEquals(share * Melody.LEVEL, rig.peak(10), SOFT);
    }

    @Test
    void theSlidersAreAppliedOnceAndAtOnce() {
        hears(1);
        rig.game.options.setSoundSourceVolume(SoundSource.MUSIC, 0.5f);
        rig.ticks(1);
        hears(0.5);
        rig.game.options.setSoundSourceVolume(SoundSource.MASTER, 0.5f);
        rig.ticks(1);
        hears(0.25);
        rig.game.options.setSoundSourceVolume(SoundSource.MUSIC, 0);
        rig.ticks(1);
        hears(0);
        rig.game.options.setSoundSourceVolume(SoundSource.MUSIC, 1);
        rig.ticks(1);
        hears(0.5);
    }

    @Test
    void aSliderAtNothingStartsTheStreamAllTheSame() {
        rig.game.options.setSoundSourceVolume(SoundSource.MUSIC, 0);
        rig.sounds.stop();
        rig.ticks(10);
        hears(0);
        rig.game.options.setSoundSourceVolume(SoundSource.MUSIC, 1);
        rig.ticks(1);
        hears(1);
    }

    @Test
    void theOwnVolumeComesOnTop() {
        rig.settings = rig.settings.with(Setting.VOLUME, 0.4);
        rig.ticks(20);
        hears(0.4);
    }

    @Test
    void theGainThatTheGameFadesItsMusicWithIsOpenedAgain() {
        rig.sounds.updateCategoryVolume(SoundSource.MUSIC, 1e-4f);
        rig.ticks(12);
        hears(1);
    }

    @Test
    void quietInTheBackgroundAndBackInFront() {
        rig.game.setWindowActive(false);
        rig.ticks(25);
        hears(Loudness.QUIET.gain());
        rig.game.setWindowActive(true);
        rig.ticks(25);
        hears(1);
    }

    @Test
    void playsThroughAPauseUnlessToldNotTo() {
        rig.game.setPaused(true);
        rig.sounds.pauseAllExcept(SoundSource.MUSIC, SoundSource.UI);
        rig.ticks(25);
        hears(1);
        rig.settings = rig.settings.with(Setting.WHEN_PAUSED, Loudness.SILENT);
        rig.ticks(25);
        hears(0);
        rig.game.setPaused(false);
        rig.sounds.resume();
        rig.ticks(25);
        hears(1);
    }

    @Test
    void aLostStreamComesBackInAPauseToo() {
        rig.game.setPaused(true);
        rig.ticks(5);
        rig.sounds.stop();
        rig.ticks(10);
        hears(1);
    }

    @Test
    void fadesOutWhenDetachedAndComesBackWithAnother() {
        rig.detach();
        rig.ticks(4);
        float fading = rig.peak(4);
        assertTrue(fading > 0.1f && fading < Melody.LEVEL, "peak " + fading);
        rig.ticks(25);
        hears(0);
        Melody.feed(rig.attached(), 10);
        rig.ticks(15);
        hears(1);
    }

    @Test
    void fadesOutWhenMusicIsNotWantedAnyMore() {
        rig.wanted = false;
        rig.ticks(30);
        hears(0);
        rig.wanted = true;
        rig.ticks(20);
        hears(1);
    }
}
