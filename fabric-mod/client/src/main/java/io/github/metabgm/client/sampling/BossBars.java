package io.github.metabgm.client.sampling;

import net.minecraft.client.Minecraft;

/**
 * Whether a boss bar asks for boss music or a dark sky, as those of dragon and wither do. From version to version
 * the bars hang elsewhere: the ways to them are tried in turn, and where none is there, no bar hints at anything.
 */
final class BossBars {
    private int waysTried;

    boolean hintAtBoss(Minecraft game) {
        try {
            return switch (waysTried) {
                case 0 -> BossBarsOfHud.hintAtBoss(game);
                case 1 -> BossBarsOfGui.hintAtBoss(game);
                default -> false;
            };
        } catch (LinkageError otherVersion) {
            waysTried++;
            return false;
        }
    }
}
