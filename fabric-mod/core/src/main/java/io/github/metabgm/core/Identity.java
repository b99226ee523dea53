package io.github.metabgm.core;

import io.github.metabgm.core.audio.MixFormat;
import io.github.metabgm.core.audio.SampleFormat;
import io.github.metabgm.core.codec.Limits;
import io.github.metabgm.core.codec.ModMessage;
import java.util.List;
import java.util.Objects;

/**
 * Who plays what.
 *
 * @param mod the mod's version
 * @param game the game's version
 * @param player opaque, stable per player
 * @param world opaque, stable per world
 */
public record Identity(String mod, String game, String player, String world) {
    public Identity {
        Objects.requireNonNull(mod, "mod");
        Objects.requireNonNull(game, "game");
        Objects.requireNonNull(player, "player");
        Objects.requireNonNull(world, "world");
    }

    /** How the mod introduces itself: stereo floats first, as they need no conversion. */
    ModMessage.Identify message(int bufferMs) {
        return new ModMessage.Identify(
                Limits.PROTOCOL,
                mod,
                game,
                player,
                world,
                new ModMessage.AudioOffer(
                        List.of(MixFormat.RATE),
                        List.of(MixFormat.CHANNELS, 1),
                        List.of(SampleFormat.F32LE.key(), SampleFormat.S16LE.key()),
                        bufferMs));
    }
}
