package io.github.metabgm.core.audio;

/**
 * A place for one track in the mix. While the next one gathers audio the present one plays on; when it starts, the
 * present one is taken out within {@link #DISMISSAL_FRAMES}.
 */
final class Deck {
    private static final int DISMISSAL_FRAMES = 30 * MixFormat.FRAMES_PER_MS;

    private final Role role;
    private final DuckRelease duckRelease = new DuckRelease();
    private Voice waiting;
    private Voice playing;
    private Voice dismissed;

    Deck(Role role) {
        this.role = role;
    }

    Role role() {
        return role;
    }

    boolean isFree() {
        return waiting == null && playing == null;
    }

    /** How loud its track is meant to be now, 0..1. */
    double level() {
        return playing == null ? 0 : playing.fade().gain() * playing.track().gain();
    }

    Voice waiting() {
        return waiting;
    }

    Voice playing() {
        return playing;
    }

    /** @return the voice that waited here before and gives up, null when none did */
    Voice take(Voice voice) {
        Voice displaced = waiting;
        waiting = voice;
        return displaced;
    }

    /** @return the voice that starts to play with the next block, null when none is ready */
    Voice startWaiting() {
        if (waiting == null || dismissed != null || !waiting.isReady()) {
            return null;
        }
        if (playing != null) {
            duckRelease.start(
                    playing.track().transition().duckDb() * playing.fade().gain(),
                    MixFormat.frames(playing.track().transition().fadeOutMs()));
            playing.fadeTo(0, DISMISSAL_FRAMES, true);
            dismissed = playing;
        }
        playing = waiting;
        waiting = null;
        playing.start();
        return playing;
    }

    void render(int frames, long mixFrame) {
        if (dismissed != null) {
            dismissed.render(frames, mixFrame);
        }
        if (playing != null) {
            playing.render(frames, mixFrame);
        }
    }

    /** Deepens {@code duckDb} where its overlay, or what is left of the last one's duck, is deeper. */
    void duck(double[] duckDb, int frames) {
        int lasting = playing == null ? 0 : playing.lastingFrames();
        for (int i = 0; i < lasting; i++) {
            duckDb[i] = Math.min(duckDb[i], Math.min(playing.duckDb(i), duckRelease.db(i)));
        }
        duckRelease.advance(lasting);
        if (playing != null && lasting < frames) {
            duckRelease.start(
                    playing.duckDb(lasting), MixFormat.frames(playing.track().transition().fadeOutMs()));
        }
        for (int i = lasting; i < frames; i++) {
            duckDb[i] = Math.min(duckDb[i], duckRelease.db(i - lasting));
        }
        duckRelease.advance(frames - lasting);
    }

    /** @param duckGains null where nothing ducks */
    void addTo(float[] mix, double[] duckGains) {
        if (dismissed != null) {
            dismissed.addTo(mix, duckGains);
        }
        if (playing != null) {
            playing.addTo(mix, duckGains);
        }
    }

    /** Tells what the last block brought, and frees what is over. */
    void settle(MixerListener listener, long mixFrame) {
        waiting = settled(waiting, listener, mixFrame);
        playing = settled(playing, listener, mixFrame);
        dismissed = settled(dismissed, listener, mixFrame);
    }

    private static Voice settled(Voice voice, MixerListener listener, long mixFrame) {
        if (voice == null) {
            return null;
        }
        voice.tell(listener);
        if (!voice.isOver()) {
            return voice;
        }
        voice.leaveDeck();
        listener.ended(voice.track(), mixFrame);
        return null;
    }
}
