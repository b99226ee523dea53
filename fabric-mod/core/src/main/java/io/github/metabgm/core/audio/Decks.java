package io.github.metabgm.core.audio;

import java.util.Arrays;
import java.util.stream.Stream;

/** All decks: which track takes which, and what a start does to the others. Used by the mixing thread alone. */
final class Decks {
    /** What plays when the sidecar goes away takes this long to leave. */
    private static final int FAREWELL_MS = 1_000;

    private final MixerListener listener;
    private final CreditSink credit;
    private final Deck[] decks;

    Decks(MixerListener listener, CreditSink credit) {
        this.listener = listener;
        this.credit = credit;
        decks = Arrays.stream(Role.values())
                .flatMap(role -> Stream.generate(() -> new Deck(role)).limit(role.decks()))
                .toArray(Deck[]::new);
    }

    /** A free deck of the voice's role, otherwise the quieter one. */
    void take(Voice voice, long mixFrame) {
        Deck chosen = null;
        for (Deck deck : decks) {
            boolean fits = deck.role() == voice.track().role();
            if (fits && (chosen == null || rank(deck) < rank(chosen))) {
                chosen = deck;
            }
        }
        Voice displaced = chosen.take(voice);
        if (displaced != null) {
            displaced.leaveDeck();
            listener.ended(displaced.track(), mixFrame);
        }
    }

    private static double rank(Deck deck) {
        return deck.isFree() ? -1 : deck.level();
    }

    void fade(long trackId, double gain, long frames, boolean stop, long mixFrame) {
        for (Deck deck : decks) {
            fade(deck.playing(), trackId, gain, frames, stop, mixFrame);
            fade(deck.waiting(), trackId, gain, frames, stop, mixFrame);
        }
    }

    private void fade(Voice voice, long trackId, double gain, long frames, boolean stop, long mixFrame) {
        if (voice != null && voice.track().id() == trackId) {
            voice.fadeTo(gain, frames, stop);
            listener.faded(voice.track(), gain, frames, mixFrame);
        }
    }

    /** Whatever plays fades out, whatever waits is let go; later messages mean other tracks. */
    void abandon() {
        for (Deck deck : decks) {
            deck.abandon(MixFormat.frames(FAREWELL_MS));
        }
    }

    /** Starts the tracks that hold enough audio. */
    void startWaiting(long mixFrame) {
        for (Deck deck : decks) {
            Voice started = deck.startWaiting();
            if (started != null) {
                listener.started(started.track(), mixFrame);
                giveWayTo(started);
            }
        }
    }

    private void giveWayTo(Voice started) {
        if (started.track().role() != Role.BASE) {
            return;
        }
        Transition transition = started.track().transition();
        for (Deck deck : decks) {
            if (deck.role() == Role.BASE && deck.playing() != null && deck.playing() != started) {
                deck.playing().giveWay(MixFormat.frames(transition.fadeOutMs()), transition.curve());
            }
        }
    }

    void render(int frames, long mixFrame) {
        for (Deck deck : decks) {
            deck.render(frames, mixFrame);
        }
    }

    /** @param duckDb set, frame by frame, to what the overlays take from the base decks; at most 0 */
    void duck(double[] duckDb, int frames) {
        for (Deck deck : decks) {
            if (deck.role() != Role.BASE) {
                deck.duck(duckDb, frames);
            }
        }
    }

    void addTo(float[] mix, double[] duckGains) {
        for (Deck deck : decks) {
            deck.addTo(mix, deck.role() == Role.BASE ? duckGains : null);
        }
    }

    void settle(long mixFrame) {
        for (Deck deck : decks) {
            deck.settle(listener, credit, mixFrame);
        }
    }

    boolean isSounding() {
        for (Deck deck : decks) {
            if (deck.isSounding()) {
                return true;
            }
        }
        return false;
    }

    /** The least that a playing track holds, {@link Integer#MAX_VALUE} where none needs more. */
    int leastHeldFrames() {
        int least = Integer.MAX_VALUE;
        for (Deck deck : decks) {
            least = deck.playing() == null ? least : Math.min(least, deck.playing().heldFrames());
        }
        return least;
    }
}
