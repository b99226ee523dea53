package net.fabricmc.fabric.api.client.sound.v1;

import io.github.metabgm.absent.Absent;
import java.util.concurrent.CompletableFuture;
import net.minecraft.client.sounds.AudioStream;
import net.minecraft.client.sounds.SoundBufferLibrary;
import net.minecraft.resources.Identifier;

public interface FabricSoundInstance {
    default CompletableFuture<AudioStream> getAudioStream(SoundBufferLibrary library, Identifier id, boolean repeatInstantly) {
        throw Absent.body();
    }
}
