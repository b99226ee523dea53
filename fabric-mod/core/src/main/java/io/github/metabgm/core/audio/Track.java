package io.github.metabgm.core.audio;

import java.util.Objects;

/**
 * A piece as the mixer knows it, at 48 kHz.
 *
 * @param id unique in a session
 * @param channels 1 or 2
 * @param gain linear, 0..1, on top of the fades
 */
public record Track(long id, Role role, int channels, SampleFormat format, double gain, Transition transition) {
    public Track {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(transition, "transition");
        if (channels != 1 && channels != MixFormat.CHANNELS || !(gain >= 0 && gain <= 1)) {
            throw new IllegalArgumentException(
                    "channels=" + channels + ", gain=" + gain + ": expected 1 or 2 channels, a gain of 0 to 1");
        }
    }
}
