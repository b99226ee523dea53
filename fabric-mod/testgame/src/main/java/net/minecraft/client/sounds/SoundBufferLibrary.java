package net.minecraft.client.sounds;

import java.util.concurrent.CompletableFuture;
import net.minecraft.resources.Identifier;

/** Where sound files are read. Here there are none, so each name has a tone of its own. */
public class SoundBufferLibrary {
    private static final double LONG_SECONDS = 30;

    public CompletableFuture<AudioStream> getStream(Identifier file, boolean looping) {
        return CompletableFuture.completedFuture(new ToneStream(file.getPath(), LONG_SECONDS));
    }
}
