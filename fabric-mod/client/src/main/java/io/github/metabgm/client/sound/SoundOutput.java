package io.github.metabgm.client.sound;

import io.github.metabgm.client.Faults;
import io.github.metabgm.core.audio.LiveMix;
import io.github.metabgm.core.audio.Mixer;
import io.github.metabgm.core.settings.ModSettings;
import io.github.metabgm.core.sound.HoldBack;
import io.github.metabgm.core.sound.MixLevel;
import io.github.metabgm.core.sound.SoundFigures;
import io.github.metabgm.core.sound.StreamFeed;
import io.github.metabgm.core.sound.StreamKeeper;
import java.util.Collection;
import java.util.List;
import net.minecraft.client.Minecraft;

/**
 * The music in the game's own sound engine, and everything that gives way to it or that it gives way to. For the
 * game's thread; nothing waits, and nothing is thrown.
 */
public final class SoundOutput implements AutoCloseable {
    private final StreamFeed feed = new StreamFeed(System::nanoTime);
    private final StreamKeeper keeper = new StreamKeeper();
    private final MixLevel level = new MixLevel();
    private final HoldBack holdBack = new HoldBack();
    private final GameSound gameSound;
    private LiveMix mix;
    private boolean leaving;
    private List<String> packPatterns = List.of();

    public SoundOutput(Faults faults) {
        gameSound = new GameSound(faults, feed, keeper);
    }

    /** From now on plays this mix, in the place of another. */
    public void attach(Mixer mixer) {
        release();
        mix = feed.feedFrom(mixer);
        level.restart();
    }

    /** Fades out what plays within a second and lets the mixer go. */
    public void detach() {
        leaving = true;
    }

    private void release() {
        leaving = false;
        feed.starve();
        if (mix != null) {
            mix.close();
            mix = null;
        }
    }

    /**
     * Each END_CLIENT_TICK, on the title screen and in pause too.
     *
     * @param musicWanted whether music is to be heard: a session is open and the player has not switched it off
     * @param timeMs any clock that does not stand still
     */
    public void tick(Minecraft game, ModSettings settings, boolean musicWanted, long timeMs) {
        boolean wanted = musicWanted && mix != null && !leaving;
        gameSound.begin(game, settings);
        boolean yielding = gameSound.isYielding(packPatterns, timeMs);
        double gain = level.tick(timeMs, wanted, yielding, gameSound.attention());
        if (mix != null) {
            mix.mixer().setVolume(gain * settings.volume());
        }
        if (leaving && level.isGone()) {
            release();
        }
        feed.tick(timeMs);
        gameSound.play(wanted);
        gameSound.holdBackMusic(holdBack.tick(
                wanted && settings.holdBackGameMusic(),
                gameSound.isStreamThere(),
                mix != null && mix.mixer().isSounding()));
    }

    /** @param patterns sound events to give way to besides the settings' own, as the packs say */
    public void yieldTo(Collection<String> patterns) {
        packPatterns = List.copyOf(patterns);
    }

    public SoundFigures figures() {
        return feed.figures(keeper.isPlaying(), gameSound.yielded());
    }

    /** The game ends, or music is not to come back: silence at once, and the game's own music may play. */
    @Override
    public void close() {
        release();
        HeldBackMusic.set(false);
    }
}
