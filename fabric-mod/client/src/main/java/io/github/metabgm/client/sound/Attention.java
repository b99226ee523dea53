package io.github.metabgm.client.sound;

import io.github.metabgm.core.settings.ModSettings;
import net.minecraft.client.Minecraft;

/** How much of the music pause and background leave. */
final class Attention {
    private Attention() {}

    /** @return gain, 0..1 */
    static double of(Minecraft game, ModSettings settings) {
        double paused = game.isPaused() ? settings.whenPaused().gain() : 1;
        double unfocused = game.isWindowActive() ? 1 : settings.whenUnfocused().gain();
        return Math.min(paused, unfocused);
    }
}
