package io.github.metabgm.core.audio;

/** Told by the mixing thread what room came free; an answer must not wait. */
@FunctionalInterface
public interface CreditSink {
    /** @param frames at least 1 */
    void roomCameFree(Track track, int frames);
}
