package io.github.metabgm.core.audio;

/** One block of a voice: what it took out of its buffer, and the gain of each frame. */
final class VoiceBlock {
    private final float[] audio = new float[Mixer.BLOCK_FRAMES * MixFormat.CHANNELS];
    private final double[] fadeGains = new double[Mixer.BLOCK_FRAMES + 1];
    private final double[] gains = new double[Mixer.BLOCK_FRAMES];
    private int played;

    /** Works out the fade for the whole block and the frame after it, audio or not: it goes on in silence too. */
    void follow(Fade fade, int frames) {
        for (int i = 0; i <= frames; i++) {
            fadeGains[i] = fade.gainAfter(i);
        }
        fade.advance(frames);
        played = 0;
    }

    /**
     * @param held frames that the supply holds at least
     * @param trackGain linear
     * @param finished whether those are the last
     */
    void play(Supply supply, int held, int frames, double trackGain, Guard guard, boolean finished) {
        played = supply.read(audio, Math.min(frames, held));
        for (int i = 0; i < played; i++) {
            gains[i] = trackGain * fadeGains[i] * guard.next(held - i, finished);
        }
    }

    /** Frames that hold audio; the rest of the block is silent. */
    int played() {
        return played;
    }

    /** @param frame of the block, or the one after it */
    double fadeGain(int frame) {
        return fadeGains[frame];
    }

    /** @param duckGains by frame, null where nothing ducks */
    void addTo(float[] mix, double[] duckGains) {
        for (int i = 0; i < played; i++) {
            double gain = duckGains == null ? gains[i] : gains[i] * duckGains[i];
            mix[2 * i] += (float) (audio[2 * i] * gain);
            mix[2 * i + 1] += (float) (audio[2 * i + 1] * gain);
        }
    }
}
