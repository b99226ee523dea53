package io.github.metabgm.player.output;

import io.github.metabgm.core.audio.MixFormat;
import io.github.metabgm.core.audio.Mixer;
import java.io.IOException;
import java.nio.file.Path;

/** Mixes on the caller's thread, into a WAV file. */
public final class WavOutput implements Output {
    private final Mixer mixer;
    private final WavWriter wav;
    private float[] stereo = new float[0];

    public WavOutput(Mixer mixer, Path file) throws IOException {
        this.mixer = mixer;
        this.wav = new WavWriter(file);
    }

    @Override
    public void advance(int frames) throws IOException {
        if (stereo.length < frames * MixFormat.CHANNELS) {
            stereo = new float[frames * MixFormat.CHANNELS];
        }
        mixer.mix(stereo, frames);
        wav.write(stereo, frames);
    }

    @Override
    public void close() throws IOException {
        wav.close();
    }
}
