package io.github.metabgm.player.trace;

/**
 * A hostile entity that the recorder knew of.
 *
 * @param kind entity name
 * @param distance blocks from the player
 */
public record Hostile(String kind, double distance) {}
