package io.github.metabgm.core.audio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixerAllocationTest {
    private static final int SECOND = 48_000;

    @Test
    void mixingAllocatesNothingWhileTracksPlay() {
        Mixer silent = new Mixer(10_000, new MixerListener() {}, (track, frames) -> {});
        long id = 1;
        for (Role role : List.of(Role.BASE, Role.BASE, Role.COMBAT, Role.STING)) {
            silent.input().begin(Tracks.track(id, role, 8_000, 8_000, Curve.EQUAL_POWER, -6));
            Tracks.feed(silent.input(), id, new float[18 * SECOND], 0, 9 * SECOND, 9_600);
            id++;
        }
        float[] out = new float[1_920];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        silent.mix(out, 960);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 400; i++) {
            silent.mix(out, 960);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 1_024, allocated + " bytes in 8 s of mixing");
    }
}
