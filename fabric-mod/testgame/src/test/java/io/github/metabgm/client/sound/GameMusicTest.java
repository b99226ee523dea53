package io.github.metabgm.client.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.settings.Setting;
import net.minecraft.client.Minecraft;
import net.minecraft.client.sounds.MusicManager;
import org.junit.jupiter.api.AfterEach;
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
        int started = rig.music.started() - before;
        assertTrue(mixin ? started == 0 : started <= 50, started + " pieces started");
    }

    /** 26.1 waits the longest int after a start and adds 100 at a stop. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStopInTheTickOfAStartIsNotTheFirstOfMany(boolean mixin) {
        start(mixin);
        rig.music.setPauseTicks(12_000);
        Melody.feed(rig.attached(), 10);
        rig.ticks(20);
        int before = rig.music.started();
        rig.ticks(200);
        assertTrue(rig.music.started() - before <= 1);
        assertFalse(rig.music.isPlaying());
        assertEquals(Melody.LEVEL, rig.peak(10), 0.01);
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
