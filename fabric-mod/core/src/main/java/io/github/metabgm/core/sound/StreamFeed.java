package io.github.metabgm.core.sound;

import io.github.metabgm.core.audio.LiveMix;
import io.github.metabgm.core.audio.MixFormat;
import io.github.metabgm.core.audio.Mixer;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bytes for the game's sound thread: what the mix holds, and silence where it holds nothing. A read never waits and
 * always gives something, as a stream that gives nothing is over. Streams come and go with the game's engine; only
 * the newest drinks from the mix. {@link #read} and {@link #ended} belong to whichever one thread has the streams.
 */
public final class StreamFeed {
    /** What is mixed ahead: a sound thread that comes late asks for two chunks at once. */
    private static final int CHUNKS_AHEAD = 2;
    private static final int MOST_FRAMES = ChunkLength.MOST_MS * MixFormat.FRAMES_PER_MS;

    private final ChunkLength chunk = new ChunkLength();
    private final MixTap tap = new MixTap();
    private final SampleBytes bytes = new SampleBytes(MOST_FRAMES);
    private final float[] stereo = new float[MOST_FRAMES * MixFormat.CHANNELS];
    private final LongSupplier nanoTime;
    private volatile LiveMix mix;
    private volatile int chunkFrames = chunk.frames();
    private volatile long newest;
    private volatile long longestReadNanos;
    private long served;

    /** @param nanoTime {@link System#nanoTime}, as the mix asks for it */
    public StreamFeed(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Of the format that {@link #read} gives; for a stream that cannot ask. */
    public static ByteBuffer silence() {
        return SampleBytes.silence();
    }

    /** For the game's thread. @return the mixer's mix, which feeds the streams from now on */
    public LiveMix feedFrom(Mixer mixer) {
        mix = new LiveMix(mixer, CHUNKS_AHEAD * ChunkLength.MOST_MS, CHUNKS_AHEAD * chunk.ms());
        return mix;
    }

    /** For the game's thread: silence from now on. */
    public void starve() {
        mix = null;
    }

    /** For the game's thread. @return the number of a new stream, which takes the place of all before it */
    public long begin() {
        return ++newest;
    }

    /** For the game's thread, each tick: adapts the chunk to what has been heard. */
    public void tick(long timeMs) {
        if (chunk.tick(tap.gaps(), timeMs)) {
            chunkFrames = chunk.frames();
            if (mix != null) {
                mix.holdAhead(CHUNKS_AHEAD * chunkFrames);
            }
        }
    }

    /**
     * @param stream as {@link #begin} numbered it
     * @param mostBytes what the engine takes at most; a chunk is far less
     * @return 16 bit, stereo, little endian, never empty; to be used before four more reads
     */
    public ByteBuffer read(long stream, int mostBytes) {
        if (stream != newest) {
            return SampleBytes.silence();
        }
        long nanos = nanoTime.getAsLong();
        if (stream != served) {
            served = stream;
            tap.begin(nanos);
        }
        int most = Math.max(1, Math.min(chunkFrames, mostBytes / SampleBytes.FRAME_BYTES));
        ByteBuffer data = bytes.of(stereo, tap.draw(mix, stereo, most, nanos));
        longestReadNanos = Math.max(longestReadNanos, nanoTime.getAsLong() - nanos);
        return data;
    }

    /** The engine let go of the stream. */
    public void ended(long stream) {
        if (stream == newest && stream == served) {
            tap.ended(nanoTime.getAsLong());
        }
    }

    /** For the game's thread. */
    public SoundFigures figures(boolean playing, boolean yielding) {
        LiveMix from = mix;
        return new SoundFigures(
                playing,
                yielding,
                chunk.ms(),
                from == null ? 0 : from.ahead() / MixFormat.FRAMES_PER_MS,
                newest,
                tap.dryOuts(),
                tap.missedFrames(),
                TimeUnit.NANOSECONDS.toMicros(longestReadNanos));
    }
}
