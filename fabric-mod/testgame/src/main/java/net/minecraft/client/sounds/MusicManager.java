package net.minecraft.client.sounds;

import net.minecraft.client.Minecraft;
import net.minecraft.client.resources.sounds.SimpleSoundInstance;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.resources.Identifier;

/** The game's own music: a piece, a long pause, another. */
public class MusicManager {
    private static final int SHORT_DELAY = 100;
    private static final Identifier MENU = Identifier.fromNamespaceAndPath("minecraft", "music.menu");
    private static final Identifier GAME = Identifier.fromNamespaceAndPath("minecraft", "music.game");

    private final Minecraft minecraft;
    private SoundInstance currentMusic;
    private int nextSongDelay = SHORT_DELAY;
    private int pauseTicks = 12_000;
    private int started;

    public MusicManager(Minecraft minecraft) {
        this.minecraft = minecraft;
    }

    /** How long it waits between two pieces; the player's "music frequency" decides that in the game. */
    public void setPauseTicks(int ticks) {
        pauseTicks = ticks;
    }

    /** How many pieces were started so far. */
    public int started() {
        return started;
    }

    public boolean isPlaying() {
        return currentMusic != null && minecraft.getSoundManager().isActive(currentMusic);
    }

    public void tick() {
        if (currentMusic != null && !minecraft.getSoundManager().isActive(currentMusic)) {
            currentMusic = null;
            nextSongDelay = pauseTicks;
        }
        nextSongDelay = Math.min(nextSongDelay, pauseTicks);
        if (currentMusic == null && nextSongDelay-- <= 0) {
            startPlaying();
        }
    }

    private void startPlaying() {
        currentMusic = SimpleSoundInstance.forMusic(minecraft.level == null ? MENU : GAME);
        minecraft.getSoundManager().play(currentMusic);
        started++;
        nextSongDelay = Integer.MAX_VALUE;
    }

    public void stopPlaying() {
        if (currentMusic != null) {
            minecraft.getSoundManager().stop(currentMusic);
            currentMusic = null;
        }
        nextSongDelay += SHORT_DELAY;
    }
}
