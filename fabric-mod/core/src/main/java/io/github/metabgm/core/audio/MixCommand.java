package io.github.metabgm.core.audio;

/** What the network thread asks of the mixing thread. */
sealed interface MixCommand {
    /** A track takes a deck. */
    record Take(Voice voice) implements MixCommand {}

    /** A track's fade moves. */
    record FadeTo(long trackId, double gain, long frames, boolean stop) implements MixCommand {}

    /** The sidecar is gone. */
    record Abandon() implements MixCommand {}
}
