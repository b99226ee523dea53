package io.github.metabgm.testgame.play;

import com.mojang.blaze3d.audio.Library;
import io.github.metabgm.player.output.WavWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import net.minecraft.client.sounds.SoundManager;

/** Hears what the game's sound device plays, and writes it down. */
final class Ear implements AutoCloseable {
    private static final int MS_PER_SECOND = 1_000;

    private final SoundManager sounds;
    private final WavWriter wav;
    private float[] stereo = new float[0];

    /** @param file without one, what is heard is forgotten */
    Ear(SoundManager sounds, Optional<Path> file) throws IOException {
        this.sounds = sounds;
        this.wav = file.isPresent() ? new WavWriter(file.get()) : null;
    }

    void hear(int ms) throws IOException {
        int frames = Library.RATE / MS_PER_SECOND * ms;
        if (stereo.length < 2 * frames) {
            stereo = new float[2 * frames];
        }
        sounds.render(stereo, frames);
        if (wav != null) {
            wav.write(stereo, frames);
        }
    }

    @Override
    public void close() throws IOException {
        if (wav != null) {
            wav.close();
        }
    }
}
