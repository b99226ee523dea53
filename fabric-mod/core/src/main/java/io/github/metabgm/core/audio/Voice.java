package io.github.metabgm.core.audio;

/**
 * A track while it has a place in a deck: its buffer, its fade, and how far it got. The mixing thread renders it
 * block by block; the network thread touches only {@link #buffer} and {@link #isGone}.
 */
final class Voice {
    /** Held before a track starts: rides out the jitter of a sidecar that composes while it sends. */
    static final int START_FRAMES = 120 * MixFormat.FRAMES_PER_MS;
    /** Credit is given in parts of about a tenth of a second: few messages, and the sidecar never runs short. */
    private static final int CREDIT_FRAMES = 100 * MixFormat.FRAMES_PER_MS;

    private enum Phase {
        BUFFERING,
        PLAYING,
        STARVED,
        OVER
    }

    private final Track track;
    private final JitterBuffer buffer;
    private final Fade fade = new Fade(0);
    private final Guard guard = new Guard();
    private final Underrun underrun = new Underrun();
    private final float[] audio = new float[Mixer.BLOCK_FRAMES * MixFormat.CHANNELS];
    private final double[] fadeGains = new double[Mixer.BLOCK_FRAMES];
    private final double[] gains = new double[Mixer.BLOCK_FRAMES];
    private Phase phase = Phase.BUFFERING;
    private boolean fadeWasTold;
    private boolean stopsAtFadeEnd;
    private boolean orphan;
    private int playedFrames;
    private int lastingFrames;
    private int unpaidFrames;
    private volatile boolean gone;

    Voice(Track track, int bufferFrames, JitterCounts counts) {
        this.track = track;
        this.buffer = new JitterBuffer(Math.max(bufferFrames, START_FRAMES), counts);
    }

    Track track() {
        return track;
    }

    JitterBuffer buffer() {
        return buffer;
    }

    Fade fade() {
        return fade;
    }

    boolean isReady() {
        return phase == Phase.BUFFERING && holdsEnough();
    }

    boolean isOver() {
        return phase == Phase.OVER || phase == Phase.BUFFERING && buffer.isFinished() && buffer.available() == 0;
    }

    /** Whether it has lost its deck. */
    boolean isGone() {
        return gone;
    }

    void leaveDeck() {
        phase = Phase.OVER;
        gone = true;
    }

    /** Plays from the next block on, faded in as its transition says unless a fade message came first. */
    void start() {
        phase = Phase.PLAYING;
        if (!fadeWasTold) {
            Transition transition = track.transition();
            fade.to(1, MixFormat.frames(transition.fadeInMs()), transition.curve());
        }
    }

    void fadeTo(double gain, long frames, boolean stop) {
        fadeWasTold = true;
        stopsAtFadeEnd |= stop;
        fade.to(gain, frames, track.transition().curve());
        if (phase == Phase.BUFFERING && stop) {
            phase = Phase.OVER;
        }
    }

    /** Its sidecar is gone: it fades out, and is no longer the track of that id. */
    void orphan(long frames) {
        orphan = true;
        fadeTo(0, frames, true);
    }

    boolean isOrphan() {
        return orphan;
    }

    /** Gives way to another track; one that is on its way out already keeps its pace. */
    void giveWay(long frames, Curve curve) {
        if (fade.target() > 0) {
            fade.to(0, frames, curve);
        }
    }

    /** Frames held while more must come; {@link Integer#MAX_VALUE} where none need. */
    int heldFrames() {
        return phase == Phase.BUFFERING || buffer.isFinished() ? Integer.MAX_VALUE : buffer.available();
    }

    /**
     * Takes the next frames out of the buffer and works out the gain of each.
     *
     * @param frames at most {@link Mixer#BLOCK_FRAMES}
     * @param mixFrame position of the block in the mix
     */
    void render(int frames, long mixFrame) {
        if (phase == Phase.STARVED && holdsEnough()) {
            phase = Phase.PLAYING;
        }
        for (int i = 0; i < frames; i++) {
            fadeGains[i] = fade.gainAfter(i);
        }
        int wanted = stopsAtFadeEnd ? (int) Math.min(frames, fade.remainingFrames()) : frames;
        boolean finished = buffer.isFinished();
        int held = buffer.available();
        playedFrames = phase == Phase.PLAYING ? buffer.read(audio, Math.min(wanted, held)) : 0;
        for (int i = 0; i < playedFrames; i++) {
            gains[i] = track.gain() * fadeGains[i] * guard.next(held - i, finished);
        }
        noteUnderrun(finished, held, wanted, mixFrame);
        unpaidFrames += playedFrames;
        fade.advance(frames);
        lastingFrames = frames;
        boolean silent = playedFrames < wanted;
        if (silent && finished && held == playedFrames) {
            phase = Phase.OVER;
            lastingFrames = playedFrames;
        } else if (stopsAtFadeEnd && !fade.isMoving()) {
            phase = Phase.OVER;
            lastingFrames = wanted;
        } else if (silent) {
            phase = Phase.STARVED;
        }
    }

    private void noteUnderrun(boolean finished, int held, int wanted, long mixFrame) {
        int safeFrames = finished ? wanted : Math.max(0, Math.min(wanted, held - Guard.STARVING_FRAMES + 1));
        boolean audible = fadeGains[0] > 0;
        if (safeFrames < wanted && audible) {
            underrun.lowered(mixFrame + safeFrames, wanted - safeFrames);
        }
    }

    private boolean holdsEnough() {
        boolean finished = buffer.isFinished();
        int held = buffer.available();
        return held >= START_FRAMES || finished && held > 0;
    }

    /** Adds what {@link #render} took. @param duckGains by frame, null where nothing ducks */
    void addTo(float[] mix, double[] duckGains) {
        for (int i = 0; i < playedFrames; i++) {
            double gain = duckGains == null ? gains[i] : gains[i] * duckGains[i];
            mix[2 * i] += (float) (audio[2 * i] * gain);
            mix[2 * i + 1] += (float) (audio[2 * i + 1] * gain);
        }
    }

    /** How many frames of the block passed before it was over; all of them where it is not. */
    int lastingFrames() {
        return lastingFrames;
    }

    /** What it takes from the base decks in a frame of the block, in dB: linear in the fade's gain. */
    double duckDb(int frame) {
        return track.transition().duckDb() * fadeGains[frame];
    }

    /** Tells credit and underruns that came due with the last block. */
    void tell(MixerListener listener) {
        if (unpaidFrames >= CREDIT_FRAMES && !buffer.isFinished()) {
            listener.credit(track, unpaidFrames);
            unpaidFrames = 0;
        }
        if (underrun.isOpen() && (guard.isFullyOpen() || phase == Phase.OVER)) {
            underrun.tell(track, listener);
        }
    }
}
