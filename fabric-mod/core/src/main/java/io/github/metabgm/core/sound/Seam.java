package io.github.metabgm.core.sound;

import io.github.metabgm.core.audio.MixFormat;

/**
 * Rounds off the edges where music stops short, because the mix was late, and where it comes back: from the last
 * frame heard down to silence, and up from silence.
 */
final class Seam {
    static final int EDGE_FRAMES = 5 * MixFormat.FRAMES_PER_MS;

    private float lastLeft;
    private float lastRight;
    private int fallen = EDGE_FRAMES;
    private int risen;

    /** The next frame comes after silence. */
    void afterSilence() {
        fallen = EDGE_FRAMES;
        risen = 0;
    }

    /**
     * @param given frames of music at the beginning; they stay as they are unless silence came before
     * @param frames of which those behind the music are filled
     */
    void join(float[] stereo, int given, int frames) {
        for (int i = 0; i < given && risen < EDGE_FRAMES; i++) {
            float gain = (float) ++risen / EDGE_FRAMES;
            stereo[2 * i] *= gain;
            stereo[2 * i + 1] *= gain;
        }
        if (given > 0) {
            lastLeft = stereo[2 * given - 2];
            lastRight = stereo[2 * given - 1];
            fallen = 0;
        }
        for (int i = given; i < frames; i++) {
            fallen = Math.min(fallen + 1, EDGE_FRAMES);
            float gain = 1 - (float) fallen / EDGE_FRAMES;
            stereo[2 * i] = lastLeft * gain;
            stereo[2 * i + 1] = lastRight * gain;
            risen = 0;
        }
    }
}
