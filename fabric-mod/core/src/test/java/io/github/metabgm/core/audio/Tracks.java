package io.github.metabgm.core.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/** Tracks and audio for tests. */
final class Tracks {
    private Tracks() {}

    static Track base(long id, int fadeInMs, int fadeOutMs) {
        return track(id, Role.BASE, fadeInMs, fadeOutMs, Curve.EQUAL_POWER, 0);
    }

    static Track track(long id, Role role, int fadeInMs, int fadeOutMs, Curve curve, double duckDb) {
        return new Track(
                id, role, 2, SampleFormat.F32LE, 1, new Transition(fadeInMs, fadeOutMs, curve, duckDb));
    }

    static float[] noise(SplittableRandom random, int frames, double level) {
        float[] stereo = new float[2 * frames];
        for (int i = 0; i < stereo.length; i++) {
            stereo[i] = (float) (level * (2 * random.nextDouble() - 1));
        }
        return stereo;
    }

    static float[] constant(int frames, float left, float right) {
        float[] stereo = new float[2 * frames];
        for (int i = 0; i < frames; i++) {
            stereo[2 * i] = left;
            stereo[2 * i + 1] = right;
        }
        return stereo;
    }

    static byte[] f32(float[] samples, int from, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(samples, from, count);
        return bytes.array();
    }

    /** Feeds a whole piece in chunks of at most {@code chunkFrames}, and its end. */
    static void feedWhole(MixerInput input, long id, float[] stereo, int chunkFrames) {
        feed(input, id, stereo, 0, stereo.length / 2, chunkFrames);
        input.end(id);
    }

    static void feed(MixerInput input, long id, float[] stereo, int fromFrame, int toFrame, int chunkFrames) {
        for (int at = fromFrame; at < toFrame; at += chunkFrames) {
            int frames = Math.min(chunkFrames, toFrame - at);
            input.pcm(id, at, f32(stereo, 2 * at, 2 * frames));
        }
    }

    static float[] mix(Mixer mixer, int frames) {
        float[] stereo = new float[2 * frames];
        mixer.mix(stereo, frames);
        return stereo;
    }

    static float peak(float[] samples) {
        float peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    /** The largest difference between neighbouring samples of a channel. */
    static float largestStep(float[] stereo) {
        float largest = 0;
        for (int i = 2; i < stereo.length; i++) {
            largest = Math.max(largest, Math.abs(stereo[i] - stereo[i - 2]));
        }
        return largest;
    }
}
