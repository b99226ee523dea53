package io.github.metabgm.core.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * A place for one track in the mix. While the next one gathers audio the present one plays on; when it starts, the
 * present one leaves within {@link #DISMISSAL_FRAMES}.
 */
final class Deck {
    private static final int DISMISSAL_FRAMES = 30 * MixFormat.FRAMES_PER_MS;

    private final Role role;
    private final DuckRelease duckRelease = new DuckRelease();
    private final List<Voice> leaving = new ArrayList<>();
    private Voice waiting;
    private Voice playing;

    Deck(Role role) {
        this.role = role;
    }

    Role role() {
        return role;
    }

    boolean isFree() {
        return waiting == null && playing == null;
    }

    boolean isSounding() {
        return playing != null || !leaving.isEmpty();
    }

    /** How loud its track is meant to be now, 0..1. */
    double level() {
        return playing == null ? 0 : playing.fade().gain() * playing.track().gain();
    }

    /** Null when no track gathers audio here. */
    Voice waiting() {
        return waiting;
    }

    /** Null when none plays here. */
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
        if (waiting == null || !waiting.isReady()) {
            return null;
        }
        if (playing != null) {
            dismiss(DISMISSAL_FRAMES, MixFormat.frames(playing.track().transition().fadeOutMs()));
        }
        playing = waiting;
        waiting = null;
        playing.start();
        return playing;
    }

    /** Its sidecar is gone: what plays leaves, what waits gives up. */
    void abandon(long frames) {
        if (playing != null) {
            dismiss(frames, frames);
        }
        if (waiting != null) {
            waiting.fadeTo(0, frames, true);
        }
    }

    private void dismiss(long fadeFrames, long duckReleaseFrames) {
        duckRelease.start(playing.track().transition().duckDb() * playing.fade().gain(), duckReleaseFrames);
        playing.fadeTo(0, fadeFrames, true);
        leaving.add(playing);
        playing = null;
    }

    void render(int frames, long mixFrame) {
        for (int i = 0; i < leaving.size(); i++) {
            leaving.get(i).render(frames, mixFrame);
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
        if (playing != null && playing.isOver()) {
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
        for (int i = 0; i < leaving.size(); i++) {
            leaving.get(i).block().addTo(mix, duckGains);
        }
        if (playing != null) {
            playing.block().addTo(mix, duckGains);
        }
    }

    /** Tells what the last block brought, and lets go of what is over. */
    void settle(MixerListener listener, CreditSink credit, long mixFrame) {
        for (int i = leaving.size() - 1; i >= 0; i--) {
            if (settled(leaving.get(i), listener, credit, mixFrame) == null) {
                leaving.remove(i);
            }
        }
        waiting = settled(waiting, listener, credit, mixFrame);
        playing = settled(playing, listener, credit, mixFrame);
    }

    private static Voice settled(Voice voice, MixerListener listener, CreditSink credit, long mixFrame) {
        if (voice == null) {
            return null;
        }
        voice.tell(listener, credit);
        if (!voice.isOver()) {
            return voice;
        }
        voice.leaveDeck();
        listener.ended(voice.track(), mixFrame);
        return null;
    }
}
