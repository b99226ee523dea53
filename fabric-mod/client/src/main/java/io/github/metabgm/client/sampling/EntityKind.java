package io.github.metabgm.client.sampling;

/**
 * What an entity is.
 *
 * @param name bare for vanilla, namespaced for others
 * @param boss whether seeing one is an event
 */
record EntityKind(String name, boolean boss) {}
