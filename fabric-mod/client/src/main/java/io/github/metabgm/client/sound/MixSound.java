package io.github.metabgm.client.sound;

import java.util.concurrent.CompletableFuture;
import net.fabricmc.fabric.api.client.sound.v1.FabricSoundInstance;
import net.minecraft.client.resources.sounds.AbstractSoundInstance;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.client.sounds.AudioStream;
import net.minecraft.client.sounds.SoundBufferLibrary;
import net.minecraft.resources.Identifier;
import net.minecraft.sounds.SoundSource;

/** The mix as a sound of the game's, in the category of music, without a place. Played once. */
final class MixSound extends AbstractSoundInstance implements FabricSoundInstance {
    private final MixStream stream;

    MixSound(MixStream stream) {
        super(
                Identifier.fromNamespaceAndPath("metabgm", "stream"),
                SoundSource.MUSIC,
                SoundInstance.createUnseededRandom());
        this.stream = stream;
        relative = true;
        attenuation = SoundInstance.Attenuation.NONE;
    }

    /** A slider at 0 may go up again. */
    @Override
    public boolean canStartSilent() {
        return true;
    }

    @Override
    public CompletableFuture<AudioStream> getAudioStream(
            SoundBufferLibrary loader, Identifier id, boolean repeatInstantly) {
        return CompletableFuture.completedFuture(stream);
    }
}
