package io.github.metabgm.client.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Notices;
import io.github.metabgm.client.Part;
import io.github.metabgm.core.audio.LiveMix;
import io.github.metabgm.core.audio.Mixer;
import io.github.metabgm.core.audio.MixerListener;
import io.github.metabgm.core.sound.StreamFeed;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
    private static final int TICKS = 400;
    /** Every eleventh tick opens the gain of the game's music, for which the stand-in allocates. */
    private static final int TICKS_OF_THE_GAME = TICKS / 11 + 1;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aTickAllocatesNothing() {
        try (SoundRig rig = new SoundRig()) {
            Melody.feed(rig.attached(), 10);
            rig.ticks(100);
            long timeMs = 9_000_000;
            int allocating = 0;
            for (int i = 0; i < 2 * TICKS; i++, timeMs += 50) {
                long before = threads.getCurrentThreadAllocatedBytes();
                rig.output.tick(rig.game, rig.settings, true, timeMs);
                boolean allocates = threads.getCurrentThreadAllocatedBytes() > before;
                allocating += allocates && i >= TICKS ? 1 : 0;
            }
            assertEquals(TICKS_OF_THE_GAME, allocating, 2, "ticks that allocate");
        }
    }

    @Test
    void aReadAllocatesNothing() {
        Mixer mixer = new Mixer(10_000, new MixerListener() {}, (track, frames) -> {});
        Melody.feed(mixer, 10);
        StreamFeed feed = new StreamFeed(System::nanoTime);
        LiveMix mix = feed.feedFrom(mixer);
        MixStream stream = new MixStream(feed, new Part("test", new Faults(new Notices())));
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < TICKS; i++) {
                stream.read(192_000);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        mix.close();
        assertEquals(0, least);
    }
}
