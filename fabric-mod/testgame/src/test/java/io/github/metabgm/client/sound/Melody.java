package io.github.metabgm.client.sound;

import io.github.metabgm.core.audio.Curve;
import io.github.metabgm.core.audio.Mixer;
import io.github.metabgm.core.audio.MixerListener;
import io.github.metabgm.core.audio.Role;
import io.github.metabgm.core.audio.SampleFormat;
import io.github.metabgm.core.audio.Track;
import io.github.metabgm.core.audio.Transition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/** Music for a mixer that nothing else sounds like, and what comes of it. */
final class Melody {
    static final float LEVEL = 0.5f;

    private Melody() {}

    /** Begins a track of noise between -LEVEL and LEVEL, which sets in at once and holds for {@code seconds}. */
    static void feed(Mixer mixer, int seconds) {
        mixer.input().begin(new Track(
                1, Role.BASE, 2, SampleFormat.F32LE, 1, new Transition(0, 0, Curve.EQUAL_POWER, 0)));
        SplittableRandom random = new SplittableRandom(11);
        int frames = 4_800;
        for (int at = 0; at < seconds * 48_000; at += frames) {
            ByteBuffer bytes = ByteBuffer.allocate(2 * frames * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 2 * frames; i++) {
                bytes.putFloat((float) (LEVEL * (2 * random.nextDouble() - 1)));
            }
            mixer.input().pcm(1, at, bytes.array());
        }
    }

    /** What a mixer makes of the same, in 16 bit. */
    static short[] expected(int seconds) {
        Mixer mixer = new Mixer(10_000, new MixerListener() {}, (track, frames) -> {});
        feed(mixer, seconds);
        float[] stereo = new float[2 * 48_000 * seconds];
        mixer.mix(stereo, 48_000 * seconds);
        return s16(stereo);
    }

    static short[] s16(float[] samples) {
        short[] rounded = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            rounded[i] = (short) Math.round(samples[i] * 32_768f);
        }
        return rounded;
    }

    static float peak(float[] samples) {
        float peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    /** The frame of the first sample that is not silent, -1 where all are. */
    static int onset(short[] stereo) {
        for (int i = 0; i < stereo.length; i++) {
            if (stereo[i] != 0) {
                return i / 2;
            }
        }
        return -1;
    }
}
