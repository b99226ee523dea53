package net.fabricmc.fabric.api.client.sound.v1;

import java.util.concurrent.CompletableFuture;
import net.minecraft.client.sounds.AudioStream;
import net.minecraft.client.sounds.SoundBufferLibrary;
import net.minecraft.resources.Identifier;

/** Injected into every sound instance. */
public interface FabricSoundInstance {
    Identifier EMPTY_SOUND = Identifier.fromNamespaceAndPath("fabric-sound-api-v1", "empty");

    default CompletableFuture<AudioStream> getAudioStream(
            SoundBufferLibrary loader, Identifier id, boolean repeatInstantly) {
        return loader.getStream(id, repeatInstantly);
    }
}
