package io.github.metabgm.core.sound;

import io.github.metabgm.core.audio.LiveMix;
import java.util.concurrent.TimeUnit;

/** Draws from the mix as the sound thread comes for it, fills up what is lacking, and counts what went wrong. */
final class MixTap {
    /** Of the four reads that begin a stream, those that what is mixed ahead cannot serve; silent, so none is torn. */
    private static final int SILENT_READS = 2;
    /** Less than this part of a chunk would run out before the next visit. */
    private static final int LEAST_PART = 4;
    private static final long LONGEST_BRIDGED_NANOS = TimeUnit.MILLISECONDS.toNanos(3L * ChunkLength.MOST_MS);

    private final Visits visits = new Visits();
    private final Seam seam = new Seam();
    private volatile long missedFrames;
    private volatile long gaps;
    private volatile long dryOuts;
    private int silentReads;

    /** A new stream begins. */
    void begin(long nanos) {
        silentReads = SILENT_READS;
        seam.afterSilence();
        visits.begin(nanos);
    }

    /**
     * @param from null for silence
     * @param stereo takes the frames
     * @param chunk frames that a read gives where nothing is wrong
     * @return frames given, at most a chunk
     */
    int draw(LiveMix from, float[] stereo, int chunk, long nanos) {
        visits.comes(nanos);
        boolean beginning = silentReads > 0;
        silentReads -= beginning ? 1 : 0;
        int given = 0;
        // A source that ran dry is fed once more before the engine drops it; nobody would hear that.
        if (from != null && (beginning || visits.isSurelyDry())) {
            from.attend(nanos);
        } else if (from != null) {
            given = from.take(stereo, share(chunk, from.ahead()), nanos);
            count(from, chunk, given);
        }
        int length = isTooShort(given, chunk) ? chunk : given;
        seam.join(stereo, given, length);
        visits.took(length);
        return length;
    }

    /** A sound thread that comes late asks more than once in a row; what there is must do for all of it. */
    private int share(int chunk, int ahead) {
        int evenly = ahead / visits.readsDue(chunk);
        return Math.max(1, Math.min(chunk, evenly));
    }

    private void count(LiveMix from, int chunk, int given) {
        if (isTooShort(given, chunk) && from.mixer().isSounding()) {
            missedFrames += chunk - given;
            gaps++;
        }
    }

    private static boolean isTooShort(int given, int chunk) {
        return given * LEAST_PART < chunk;
    }

    /** The engine let go of the stream. */
    void ended(long nanos) {
        long lateNanos = visits.ended(nanos);
        if (lateNanos > 0) {
            dryOuts++;
            gaps += lateNanos <= LONGEST_BRIDGED_NANOS ? 1 : 0;
        }
    }

    /** Frames of silence given while a track played. */
    long missedFrames() {
        return missedFrames;
    }

    /** Silences that longer chunks would have bridged. */
    long gaps() {
        return gaps;
    }

    /** Streams that ran dry. */
    long dryOuts() {
        return dryOuts;
    }
}
