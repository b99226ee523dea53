package io.github.metabgm.player.trace;

/**
 * Something that the recorder saw between two lines; what a kind does not have is null or NaN.
 *
 * @param kind as in the trace, for example {@code hurt_self}
 * @param ms recorder's clock
 * @param entity name of the entity it happened to
 * @param entityId the session's number of that entity, NaN where none
 * @param cause name of the entity that did it
 * @param world namespaced dimension
 * @param healthTo health after a change
 * @param position where the server put the player
 */
record TraceEvent(
        String kind,
        long ms,
        String entity,
        double entityId,
        String cause,
        String world,
        double healthTo,
        Point position) {}
