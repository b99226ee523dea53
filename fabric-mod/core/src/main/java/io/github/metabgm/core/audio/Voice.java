package io.github.metabgm.core.audio;

/**
 * A track while it has a place in a deck: its buffer, its fade, and how far it got. The mixing thread renders it
 * block by block; the network thread touches only {@link #buffer} and {@link #isGone}.
 */
final class Voice {
    private enum Phase {
        BUFFERING,
        PLAYING,
        STARVED,
        OVER
    }

    private final Track track;
    private final JitterBuffer buffer;
    private final Supply supply;
    private final Fade fade = new Fade(0);
    private final Guard guard = new Guard();
    private final Underrun underrun = new Underrun();
    private final VoiceBlock block = new VoiceBlock();
    private Phase phase = Phase.BUFFERING;
    private boolean fadeWasTold;
    private boolean stopsAtFadeEnd;
    private int lastingFrames;
    private volatile boolean gone;

    Voice(Track track, int bufferFrames, JitterCounts counts) {
        this.track = track;
        this.buffer = new JitterBuffer(Math.max(bufferFrames, Supply.START_FRAMES), counts);
        this.supply = new Supply(buffer, bufferFrames);
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
        return phase == Phase.BUFFERING && supply.isEnough();
    }

    boolean isOver() {
        return phase == Phase.OVER || phase == Phase.BUFFERING && supply.isExhausted();
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
            fade.to(1, MixFormat.frames(track.transition().fadeInMs()), track.transition().curve());
        }
    }

    /** @param stop whether it is over once faded out; that can be hastened but not taken back */
    void fadeTo(double gain, long frames, boolean stop) {
        if (!stopsAtFadeEnd || stop && frames < fade.remainingFrames()) {
            fadeWasTold = true;
            stopsAtFadeEnd |= stop;
            fade.to(stop ? 0 : gain, frames, track.transition().curve());
            phase = phase == Phase.BUFFERING && stop ? Phase.OVER : phase;
        }
    }

    /** Gives way to another track; one that is on its way out already keeps its pace. */
    void giveWay(long frames, Curve curve) {
        if (fade.target() > 0) {
            fade.to(0, frames, curve);
        }
    }

    /** Frames held while more must come; {@link Integer#MAX_VALUE} where none need. */
    int heldFrames() {
        return phase == Phase.BUFFERING || supply.isFinished() ? Integer.MAX_VALUE : supply.held();
    }

    /**
     * Takes the next frames out of the buffer and works out the gain of each.
     *
     * @param frames at most {@link Mixer#BLOCK_FRAMES}
     * @param mixFrame position of the block in the mix
     */
    void render(int frames, long mixFrame) {
        if (phase == Phase.STARVED && supply.isEnough()) {
            phase = Phase.PLAYING;
        }
        int wanted = stopsAtFadeEnd ? (int) Math.min(frames, fade.remainingFrames()) : frames;
        block.follow(fade, frames);
        boolean finished = supply.isFinished();
        int held = supply.held();
        if (phase == Phase.PLAYING) {
            block.play(supply, held, wanted, track.gain(), guard, finished);
        }
        if (!finished && block.fadeGain(0) > 0) {
            underrun.note(mixFrame, phase == Phase.PLAYING ? held : 0, wanted);
        }
        lastingFrames = frames;
        if (block.played() < wanted && finished && supply.isExhausted()) {
            phase = Phase.OVER;
            lastingFrames = block.played();
        } else if (stopsAtFadeEnd && !fade.isMoving()) {
            phase = Phase.OVER;
            lastingFrames = wanted;
        } else if (block.played() < wanted) {
            phase = Phase.STARVED;
        }
    }

    /** What {@link #render} took. */
    VoiceBlock block() {
        return block;
    }

    /** How many frames of the block passed before it was over; all of them where it is not. */
    int lastingFrames() {
        return lastingFrames;
    }

    /** What it takes from the base decks in a frame of the block, in dB: linear in the fade's gain. */
    double duckDb(int frame) {
        return track.transition().duckDb() * block.fadeGain(frame);
    }

    /** Tells credit and underruns that came due with the last block. */
    void tell(MixerListener listener, CreditSink credit) {
        supply.giveCredit(track, credit);
        if (guard.isFullyOpen() || phase == Phase.OVER) {
            underrun.tell(track, listener);
        }
    }
}
