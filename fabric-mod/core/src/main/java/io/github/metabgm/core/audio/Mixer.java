package io.github.metabgm.core.audio;

import java.util.Arrays;

/**
 * Two base decks, one combat deck and one sting deck, mixed into stereo floats at 48 kHz as PROTOCOL.md, "track"
 * and "fade", says. {@link #mix} belongs to one thread, never waits, and allocates nothing while tracks play; what
 * the sidecar sends comes in through {@link #input} from another thread.
 */
public final class Mixer {
    static final int BLOCK_FRAMES = 480;
    private static final int VOLUME_FRAMES = 50 * MixFormat.FRAMES_PER_MS;
    private static final int WAITING_COMMANDS = 256;

    private final MixCommandQueue commands = new MixCommandQueue(WAITING_COMMANDS);
    private final Decks decks;
    private final MixerInput input;
    private final float[] block = new float[BLOCK_FRAMES * MixFormat.CHANNELS];
    private final double[] duckDb = new double[BLOCK_FRAMES];
    private final double[] duckGains = new double[BLOCK_FRAMES];
    private final Fade volumeFade = new Fade(1);
    private volatile double volume = 1;
    private volatile long clippedSamples;
    private volatile long position;
    private volatile boolean sounding;

    /** @param bufferMs what each track may hold ahead; the sidecar is told the same number */
    public Mixer(int bufferMs, MixerListener listener, CreditSink credit) {
        decks = new Decks(listener, credit);
        input = new MixerInput(commands, (int) MixFormat.frames(bufferMs));
    }

    public MixerInput input() {
        return input;
    }

    /** @param volume 0..1, of the whole mix; reached within 50 ms */
    public void setVolume(double volume) {
        if (!(volume >= 0 && volume <= 1)) {
            throw new IllegalArgumentException("volume " + volume + ": expected 0 to 1");
        }
        this.volume = volume;
    }

    /** Frames mixed so far. */
    public long position() {
        return position;
    }

    /** Whether a track plays, be it faded to silence. */
    public boolean isSounding() {
        return sounding;
    }

    /** Samples that were cut to -1 or 1. */
    public long clippedSamples() {
        return clippedSamples;
    }

    /**
     * The least that a started track holds ahead, in frames; {@link Integer#MAX_VALUE} where none needs more. For
     * the mixing thread.
     */
    public int leastHeldFrames() {
        return decks.leastHeldFrames();
    }

    /**
     * Mixes the next frames.
     *
     * @param out takes {@code frames} interleaved stereo frames within -1..1
     */
    public void mix(float[] out, int frames) {
        obeyCommands();
        for (int done = 0; done < frames; ) {
            int count = Math.min(frames - done, BLOCK_FRAMES);
            mixBlock(count);
            emit(out, done, count);
            position += count;
            decks.settle(position);
            done += count;
        }
        sounding = decks.isSounding();
    }

    private void obeyCommands() {
        for (MixCommand command = commands.poll(); command != null; command = commands.poll()) {
            if (command instanceof MixCommand.Take take) {
                decks.take(take.voice(), position);
            } else if (command instanceof MixCommand.FadeTo fade) {
                decks.fade(fade.trackId(), fade.gain(), fade.frames(), fade.stop(), position);
            } else {
                decks.abandon();
            }
        }
    }

    private void mixBlock(int frames) {
        decks.startWaiting(position);
        decks.render(frames, position);
        Arrays.fill(duckDb, 0);
        decks.duck(duckDb, frames);
        for (int i = 0; i < frames; i++) {
            duckGains[i] = duckDb[i] == 0 ? 1 : Math.pow(10, duckDb[i] / 20);
        }
        Arrays.fill(block, 0);
        decks.addTo(block, duckGains);
    }

    private void emit(float[] out, int fromFrame, int frames) {
        if (volumeFade.target() != volume) {
            volumeFade.to(volume, VOLUME_FRAMES, Curve.LINEAR);
        }
        int clipped = 0;
        for (int i = 0; i < frames; i++) {
            double gain = volumeFade.gainAfter(i);
            for (int sample = 2 * i; sample < 2 * i + MixFormat.CHANNELS; sample++) {
                float value = (float) (block[sample] * gain);
                float kept = Math.max(-1, Math.min(1, value));
                clipped += value == kept ? 0 : 1;
                out[2 * fromFrame + sample] = kept;
            }
        }
        volumeFade.advance(frames);
        clippedSamples += clipped;
    }
}
