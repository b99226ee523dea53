package io.github.metabgm.benchmarks;

import io.github.metabgm.core.audio.Curve;
import io.github.metabgm.core.audio.LiveMix;
import io.github.metabgm.core.audio.MixFormat;
import io.github.metabgm.core.audio.Mixer;
import io.github.metabgm.core.audio.MixerListener;
import io.github.metabgm.core.audio.Role;
import io.github.metabgm.core.audio.SampleFormat;
import io.github.metabgm.core.audio.Track;
import io.github.metabgm.core.audio.Transition;
import io.github.metabgm.core.sound.StreamFeed;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the game's sound thread is kept for by one read, while a fight plays over a place and both are fed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class SoundThreadRead {
    private static final int BUFFER_MS = 1_500;
    private static final int CHUNK_FRAMES = 4_800;
    /** What the engine asks for: a second. */
    private static final int ASKED_BYTES = MixFormat.RATE * MixFormat.CHANNELS * Short.BYTES;
    private static final long NAP_NANOS = 100_000;
    private static final Transition TRANSITION = new Transition(500, 500, Curve.EQUAL_POWER, -6);

    private final AtomicLong[] credit = {new AtomicLong(), new AtomicLong()};
    private final long[] sent = new long[2];
    private final byte[] audio = new byte[CHUNK_FRAMES * MixFormat.CHANNELS * Short.BYTES];
    private StreamFeed feed;
    private LiveMix mix;
    private long stream;

    @Setup
    public void play() {
        Mixer mixer = new Mixer(
                BUFFER_MS, new MixerListener() {}, (track, frames) -> credit[(int) track.id()].addAndGet(frames));
        feed = new StreamFeed(System::nanoTime);
        mix = feed.feedFrom(mixer);
        stream = feed.begin();
        mixer.input().begin(new Track(0, Role.BASE, 2, SampleFormat.S16LE, 1, TRANSITION));
        mixer.input().begin(new Track(1, Role.COMBAT, 2, SampleFormat.S16LE, 1, TRANSITION));
        for (int track = 0; track < sent.length; track++) {
            audio[track] = 1;
            credit[track].set(MixFormat.RATE * (long) BUFFER_MS / 1_000);
        }
    }

    /** As the network thread feeds the tracks and the mixing thread the ring, before the sound thread comes. */
    @Setup(Level.Invocation)
    public void supply() {
        for (int track = 0; track < sent.length; track++) {
            while (credit[track].get() >= CHUNK_FRAMES) {
                credit[track].addAndGet(-CHUNK_FRAMES);
                mix.mixer().input().pcm(track, sent[track], audio);
                sent[track] += CHUNK_FRAMES;
            }
        }
        while (mix.ahead() < CHUNK_FRAMES) {
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    @TearDown
    public void stop() {
        mix.close();
    }

    @Benchmark
    public ByteBuffer read() {
        return feed.read(stream, ASKED_BYTES);
    }
}
