package io.github.metabgm.client.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.settings.Setting;
import net.minecraft.client.Minecraft;
import net.minecraft.client.sounds.MusicManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The game's own music beside ours, in a game with the mixin and in one without. */
class GameMusicTest {
    private SoundRig rig;

    /** What MusicManagerMixin makes of the game's. */
    private static final class MixedIn extends MusicManager {
        MixedIn(Minecraft minecraft) {
            super(minecraft);
        }

        @Override
        public void tick() {
            if (!HeldBackMusic.isHeldBack()) {
                super.tick();
            }
        }
    }

    private void start(boolean mixin) {
        rig = mixin ? new SoundRig(MixedIn::new) : new SoundRig();
        rig.music.setPauseTicks(0);
        rig.ticks(5);
        assertTrue(rig.music.isPlaying());
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void playsOnUntilOursSetsIn(boolean mixin) {
        start(mixin);
        var mixer = rig.attached();
        rig.ticks(40);
        assertTrue(rig.music.isPlaying());
        Melody.feed(mixer, 10);
        rig.ticks(10);
        assertFalse(rig.music.isPlaying());
        assertEquals(Melody.LEVEL, rig.peak(40), 0.01);
        assertFalse(rig.music.isPlaying());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void startsNothingThatIsHeardWhileOursPlays(boolean mixin) {
        start(mixin);
        Melody.feed(rig.attached(), 10);
        rig.ticks(20);
        int before = rig.music.started();
        rig.ticks(100);
        assertEquals(mixin ? 0 : 100, rig.music.started() - before);
        assertEquals(Melody.LEVEL, rig.peak(10), 0.01);
    }

    /** 26.1 waits the longest int after a start and adds to it at a stop. */
    @Test
    void aStopInTheTickOfAStartIsNotTheFirstOfManyForLong() {
        start(false);
        Melody.feed(rig.attached(), 60);
        rig.ticks(20);
        rig.music.setPauseTicks(12_000);
        int before = rig.music.started();
        rig.ticks(100);
        assertEquals(100, rig.music.started() - before, "the wait has overflowed");
        rig.ticks(600);
        before = rig.music.started();
        rig.ticks(100);
        assertEquals(0, rig.music.started() - before);
        assertFalse(rig.music.isPlaying());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comesBackWhenOursIsNotWanted(boolean mixin) {
        start(mixin);
        Melody.feed(rig.attached(), 10);
        rig.ticks(20);
        assertFalse(rig.music.isPlaying());
        rig.wanted = false;
        rig.ticks(10);
        assertTrue(rig.music.isPlaying());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comesBackWhenOursCannotBePlayed(boolean mixin) {
        start(mixin);
        Melody.feed(rig.attached(), 10);
        rig.ticks(20);
        assertFalse(rig.music.isPlaying());
        rig.sounds.stop();
        new Crowd(rig.sounds).takeAllStreams();
        rig.ticks(250);
        assertTrue(rig.music.started() > 1);
        assertFalse(HeldBackMusic.isHeldBack());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isLeftAloneWhereThePlayerWantsBoth(boolean mixin) {
        start(mixin);
        rig.settings = rig.settings.with(Setting.HOLD_BACK_GAME_MUSIC, false);
        Melody.feed(rig.attached(), 10);
        rig.ticks(30);
        assertTrue(rig.music.isPlaying());
        assertEquals(1, rig.music.started());
        assertTrue(rig.peak(10) > Melody.LEVEL);
    }
}
