package io.github.metabgm.core.audio;

/** Told by the mixing thread, which waits for the answer: queue and return. Frames count from the mix's start. */
public interface MixerListener {
    /** The track is heard from {@code frame} on. */
    void started(Track track, long frame);

    /** A message moves the track's fade towards {@code gain} from {@code frame} on. */
    void faded(Track track, double gain, long frame);

    /** The deck is free again. */
    void ended(Track track, long frame);

    /** From {@code frame} on, {@code frames} frames were faded or silent because no audio came. */
    void underrun(Track track, long frame, long frames);

    /** Room for {@code frames} frames came free. */
    void credit(Track track, int frames);
}
