package io.github.metabgm.core.audio;

import java.util.Objects;

/**
 * How a track comes in and what gives way to it.
 *
 * @param fadeInMs at least 0
 * @param fadeOutMs at least 0: of the other base tracks, and of the duck that an overlay leaves at its end
 * @param duckDb at most 0: what an overlay takes from the base decks
 */
public record Transition(long fadeInMs, long fadeOutMs, Curve curve, double duckDb) {
    public Transition {
        Objects.requireNonNull(curve, "curve");
        if (fadeInMs < 0 || fadeOutMs < 0 || !(duckDb <= 0)) {
            throw new IllegalArgumentException("fade_in_ms=" + fadeInMs + ", fade_out_ms=" + fadeOutMs + ", duck_db="
                    + duckDb + ": expected fades of at least 0 ms and a duck of at most 0 dB");
        }
    }
}
