package io.github.metabgm.core;

import io.github.metabgm.core.audio.MixFormat;
import io.github.metabgm.core.audio.MixerInput;
import io.github.metabgm.core.audio.Track;
import io.github.metabgm.core.audio.Transition;
import io.github.metabgm.core.codec.FieldException;
import io.github.metabgm.core.codec.SidecarMessage;

/** Leads the sidecar's messages about music to the mixer. */
final class MusicIntake {
    private final MixerInput mixer;

    MusicIntake(MixerInput mixer) {
        this.mixer = mixer;
    }

    /** @throws FieldException when a track or its audio is not what {@code identify} offered */
    void take(SidecarMessage message) throws FieldException {
        if (message instanceof SidecarMessage.Track track) {
            begin(track);
        } else if (message instanceof SidecarMessage.Pcm pcm) {
            pcm(pcm);
        } else if (message instanceof SidecarMessage.End end) {
            mixer.end(end.track());
        } else if (message instanceof SidecarMessage.Fade fade) {
            mixer.fade(fade.track(), fade.gain(), fade.ms(), fade.stop());
        }
    }

    private void begin(SidecarMessage.Track track) throws FieldException {
        if (track.rate() != MixFormat.RATE) {
            throw FieldException.wrong("track.rate", track.rate(), "the offered " + MixFormat.RATE);
        }
        SidecarMessage.Transition transition = track.transition();
        mixer.begin(new Track(
                track.track(),
                track.role(),
                track.channels(),
                track.format(),
                track.gain(),
                new Transition(
                        transition.fadeInMs(), transition.fadeOutMs(), transition.curve(), transition.duckDb())));
    }

    private void pcm(SidecarMessage.Pcm pcm) throws FieldException {
        try {
            mixer.pcm(pcm.track(), pcm.offset(), pcm.data());
        } catch (IllegalArgumentException cutFrame) {
            throw FieldException.wrong("pcm.data", pcm.data(), "whole frames: " + cutFrame.getMessage());
        }
    }
}
