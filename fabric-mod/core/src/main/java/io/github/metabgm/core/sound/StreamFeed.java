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
    /** Chunks that are mixed ahead: a sound thread that comes late asks for two at once. */
    private static final int CHUNKS_AHEAD = 2;
    /** Of the four reads that begin a stream, those that the chunks ahead cannot serve; silent, so that none is torn. */
    private static final int SILENT_READS = 2;
    /** A part of a chunk that is less than this would run out before the next visit: it is filled up with silence. */
    private static final int LEAST_PART = 4;
    private static final long LONGEST_BRIDGED_NANOS = TimeUnit.MILLISECONDS.toNanos(3L * ChunkLength.MOST_MS);

    private final ChunkLength chunk = new ChunkLength();
    private final DryWatch dryWatch = new DryWatch();
    private final Seam seam = new Seam();
    private final SampleBytes bytes = new SampleBytes(ChunkLength.MOST_MS * MixFormat.FRAMES_PER_MS);
    private final float[] stereo = new float[ChunkLength.MOST_MS * MixFormat.FRAMES_PER_MS * MixFormat.CHANNELS];
    private final LongSupplier nanoTime;
    private volatile LiveMix mix;
    private volatile int chunkFrames = chunk.frames();
    private volatile long newest;
    private volatile long missedFrames;
    private volatile long gaps;
    private volatile long dryOuts;
    private volatile long longestReadNanos;
    private long served;
    private int silentReads;

    /** @param nanoTime {@link System#nanoTime}, as the mix asks for it */
    public StreamFeed(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** For the game's thread. @return a mix that holds as much ahead as a chunk can ever grow to need */
    public static LiveMix live(Mixer mixer) {
        return new LiveMix(mixer, CHUNKS_AHEAD * ChunkLength.MOST_MS);
    }

    /** For the game's thread. @param newMix null for silence */
    public void feedFrom(LiveMix newMix) {
        if (newMix != null) {
            newMix.holdAhead(CHUNKS_AHEAD * chunkFrames);
        }
        mix = newMix;
    }

    /** For the game's thread. @return the number of a new stream, which takes the place of all before it */
    public long begin() {
        return ++newest;
    }

    /** For the game's thread, each tick: adapts the chunk to what has been heard. */
    public void tick(long timeMs) {
        if (chunk.tick(gaps, timeMs)) {
            chunkFrames = chunk.frames();
            feedFrom(mix);
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
            serve(stream, nanos);
        }
        dryWatch.comes(nanos);
        int frames = Math.max(1, Math.min(chunkFrames, mostBytes / SampleBytes.FRAME_BYTES));
        int given = take(frames, nanos);
        int length = isTooShort(given, frames) ? frames : given;
        seam.join(stereo, given, length);
        dryWatch.took(length);
        ByteBuffer data = bytes.of(stereo, length);
        longestReadNanos = Math.max(longestReadNanos, nanoTime.getAsLong() - nanos);
        return data;
    }

    private void serve(long stream, long nanos) {
        served = stream;
        silentReads = SILENT_READS;
        seam.afterSilence();
        dryWatch.begin(nanos);
    }

    private int take(int frames, long nanos) {
        LiveMix from = mix;
        boolean beginning = silentReads > 0;
        silentReads -= beginning ? 1 : 0;
        if (from == null) {
            return 0;
        }
        // A source that ran dry is fed once more before the engine drops it; nobody would hear that.
        if (beginning || dryWatch.isSurelyDry()) {
            from.attend(nanos);
            return 0;
        }
        int given = from.take(stereo, frames, nanos);
        if (isTooShort(given, frames) && from.mixer().isSounding()) {
            missedFrames += frames - given;
            gaps++;
        }
        return given;
    }

    private static boolean isTooShort(int given, int frames) {
        return given * LEAST_PART < frames;
    }

    /** The engine let go of the stream. */
    public void ended(long stream) {
        if (stream != newest || stream != served) {
            return;
        }
        long lateNanos = dryWatch.ended(nanoTime.getAsLong());
        if (lateNanos > 0) {
            dryOuts++;
            gaps += lateNanos <= LONGEST_BRIDGED_NANOS ? 1 : 0;
        }
    }

    /** Of the format that {@link #read} gives; for a stream that cannot ask. */
    public static ByteBuffer silence() {
        return SampleBytes.silence();
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
                dryOuts,
                missedFrames,
                TimeUnit.NANOSECONDS.toMicros(longestReadNanos));
    }
}
