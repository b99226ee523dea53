package io.github.metabgm.client.sound;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Part;
import io.github.metabgm.core.settings.ModSettings;
import io.github.metabgm.core.sound.StreamFeed;
import io.github.metabgm.core.sound.StreamKeeper;
import java.util.List;
import net.minecraft.client.Minecraft;

/**
 * All that is done with the game's sound, each thing in a part of its own. What touches the game is made within its
 * part, as a class that lacks another fails when it is first used.
 */
final class GameSound {
    private final Part streamPart;
    private final Part gainPart;
    private final Part musicPart;
    private final Part yieldPart;
    private final Part attentionPart;
    private final Part soundThreadPart;
    private final Runnable playWork = this::playNow;
    private final Runnable gainWork = this::openGain;
    private final Runnable musicWork = this::stopMusic;
    private final Runnable yieldWork = this::listen;
    private final Runnable attentionWork = this::attend;
    private final StreamFeed feed;
    private final StreamKeeper keeper;
    private StreamPlayer player;
    private MusicGain gain;
    private GameMusic music;
    private Yields yields;

    private Minecraft game;
    private ModSettings settings;
    private List<String> packPatterns;
    private long timeMs;
    private boolean wanted;
    private boolean held;
    private boolean yielding;
    private double attention;

    GameSound(Faults faults, StreamFeed feed, StreamKeeper keeper) {
        this.feed = feed;
        this.keeper = keeper;
        streamPart = new Part("stream", faults);
        gainPart = new Part("music_gain", faults);
        musicPart = new Part("game_music", faults);
        yieldPart = new Part("yields", faults);
        attentionPart = new Part("attention", faults);
        soundThreadPart = new Part("sound_thread", faults);
    }

    /** A tick begins. */
    void begin(Minecraft newGame, ModSettings newSettings) {
        game = newGame;
        settings = newSettings;
    }

    /** @param patterns of the packs */
    boolean isYielding(List<String> patterns, long nowMs) {
        packPatterns = patterns;
        timeMs = nowMs;
        yielding = false;
        yieldPart.run(yieldWork);
        return yielding;
    }

    private void listen() {
        if (yields == null) {
            yields = new Yields(yieldPart);
        }
        yielding = yields.tick(game, settings, packPatterns, timeMs);
    }

    /** What {@link #isYielding} said last. */
    boolean yielded() {
        return yielding;
    }

    /** @return gain, 0..1 */
    double attention() {
        attention = 1;
        attentionPart.run(attentionWork);
        return attention;
    }

    private void attend() {
        attention = Attention.of(game, settings);
    }

    void play(boolean musicWanted) {
        wanted = musicWanted;
        streamPart.run(playWork);
        gainPart.run(gainWork);
    }

    private void playNow() {
        if (player == null) {
            player = new StreamPlayer(feed, keeper, soundThreadPart);
        }
        player.tick(game, wanted);
    }

    private void openGain() {
        if (gain == null) {
            gain = new MusicGain();
        }
        gain.tick(game, keeper.isPlaying());
    }

    boolean isStreamThere() {
        return !streamPart.isOff() && keeper.isThere();
    }

    void holdBackMusic(boolean hold) {
        held = hold;
        HeldBackMusic.set(hold);
        musicPart.run(musicWork);
    }

    private void stopMusic() {
        if (music == null) {
            music = new GameMusic();
        }
        music.tick(game, held);
    }
}
