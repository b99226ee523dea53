package io.github.metabgm.client.sound;

import io.github.metabgm.client.Part;
import io.github.metabgm.core.audio.MixFormat;
import io.github.metabgm.core.sound.StreamFeed;
import java.nio.ByteBuffer;
import javax.sound.sampled.AudioFormat;
import net.minecraft.client.sounds.AudioStream;

/**
 * The mix as the game's sound engine reads it, on its sound thread. It never ends by itself; when the engine closes
 * it, that is the end of this stream and not of the music.
 */
final class MixStream implements AudioStream {
    private static final AudioFormat FORMAT =
            new AudioFormat(MixFormat.RATE, Short.SIZE, MixFormat.CHANNELS, true, false);

    private final StreamFeed feed;
    private final Part part;
    private final Runnable work = this::read;
    private final long number;
    private int asked;
    private ByteBuffer answer;

    /** @param part of the sound thread's own; what fails there would take the game along */
    MixStream(StreamFeed feed, Part part) {
        this.feed = feed;
        this.part = part;
        number = feed.begin();
    }

    @Override
    public AudioFormat getFormat() {
        return FORMAT;
    }

    @Override
    public ByteBuffer read(int expectedSize) {
        asked = expectedSize;
        answer = null;
        part.run(work);
        return answer == null ? StreamFeed.silence() : answer;
    }

    private void read() {
        answer = feed.read(number, asked);
    }

    @Override
    public void close() {
        feed.ended(number);
    }
}
