package io.github.metabgm.client.sound;

import java.util.ArrayList;
import java.util.List;
import net.minecraft.client.resources.sounds.SimpleSoundInstance;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.client.sounds.SoundEngine;
import net.minecraft.client.sounds.SoundManager;
import net.minecraft.resources.Identifier;
import net.minecraft.sounds.SoundSource;

/** Other sounds that are streamed, of a category that the music does not give way to. */
final class Crowd {
    private final SoundManager sounds;
    private final List<SoundInstance> playing = new ArrayList<>();

    Crowd(SoundManager sounds) {
        this.sounds = sounds;
    }

    void takeAllStreams() {
        SoundInstance next = stream();
        while (sounds.play(next) != SoundEngine.PlayResult.NOT_STARTED) {
            playing.add(next);
            next = stream();
        }
    }

    private static SoundInstance stream() {
        return SimpleSoundInstance.everywhere(
                Identifier.fromNamespaceAndPath("minecraft", "music_disc.cat"), SoundSource.AMBIENT);
    }

    void leave() {
        playing.forEach(sounds::stop);
    }
}
