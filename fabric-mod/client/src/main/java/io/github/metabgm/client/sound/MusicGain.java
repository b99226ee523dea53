package io.github.metabgm.client.sound;

import net.minecraft.client.Minecraft;
import net.minecraft.sounds.SoundSource;

/**
 * Keeps the gain of the game's category of music open. The game fades its own pieces with it, may leave it near 0,
 * and closes it where a biome has no music; ours is in the same category.
 */
final class MusicGain {
    private static final int TICKS = 10;

    private int ticksLeft;

    void tick(Minecraft game, boolean playing) {
        if (!playing) {
            ticksLeft = 0;
        } else if (ticksLeft-- <= 0) {
            ticksLeft = TICKS;
            game.getSoundManager().updateCategoryVolume(SoundSource.MUSIC, 1);
        }
    }
}
