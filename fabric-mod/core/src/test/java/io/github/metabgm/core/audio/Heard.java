package io.github.metabgm.core.audio;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a mixer tells. */
final class Heard implements MixerListener, CreditSink {
    final List<String> events = new ArrayList<>();
    final List<Integer> credits = new ArrayList<>();

    @Override
    public void started(Track track, long frame) {
        events.add("started " + track.id() + " @" + frame);
    }

    @Override
    public void faded(Track track, double gain, long length, long frame) {
        events.add("faded " + track.id() + " to " + gain + " in " + length + " @" + frame);
    }

    @Override
    public void ended(Track track, long frame) {
        events.add("ended " + track.id() + " @" + frame);
    }

    @Override
    public void underrun(Track track, long frame, long frames) {
        events.add("underrun " + track.id() + " @" + frame + " for " + frames);
    }

    @Override
    public void roomCameFree(Track track, int frames) {
        credits.add(frames);
    }
}
