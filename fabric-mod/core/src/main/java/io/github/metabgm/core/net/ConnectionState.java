package io.github.metabgm.core.net;

/** What the player may see of the connection. */
public sealed interface ConnectionState {
    /** The WebSocket upgrade is under way. */
    record Connecting() implements ConnectionState {}

    /** Connected; the sidecar speaks first. */
    record AwaitingHello() implements ConnectionState {}

    /** The mod has said who it is. */
    record AwaitingReady() implements ConnectionState {}

    /** Scenes go out, music comes in. */
    record Open(String session) implements ConnectionState {}

    /** Waiting to try again. */
    record Retrying(Setback setback, long delayMs) implements ConnectionState {}

    /** Closed by the mod. */
    record Closed() implements ConnectionState {}
}
