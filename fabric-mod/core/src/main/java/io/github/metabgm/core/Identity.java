package io.github.metabgm.core;

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
}
