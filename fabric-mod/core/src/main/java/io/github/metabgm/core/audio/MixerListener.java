package io.github.metabgm.core.audio;

/** Told by the mixing thread, which waits for the answer: queue and return. Frames count from the mix's start. */
public interface MixerListener {
    /** The track is heard from {@code frame} on. */
    default void started(Track track, long frame) {}

    /** From {@code frame} on, the track's fade moves to {@code gain}, 0..1, within {@code length} frames. */
    default void faded(Track track, double gain, long length, long frame) {}

    /** The track has left its deck. */
    default void ended(Track track, long frame) {}

    /** From {@code frame} on, {@code frames} frames were lowered or silent because no audio came. */
    default void underrun(Track track, long frame, long frames) {}
}
