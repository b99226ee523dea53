package io.github.metabgm.player.output;

/** Fills interleaved stereo frames; silence where it has none. */
@FunctionalInterface
interface FrameSource {
    void read(float[] stereo, int frames);
}
