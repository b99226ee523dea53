package io.github.metabgm.core.audio;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Commands in order, bounded; writers exclude each other, the one reader waits for nobody. */
final class MixCommandQueue {
    private final AtomicReferenceArray<MixCommand> slots;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();

    MixCommandQueue(int capacity) {
        slots = new AtomicReferenceArray<>(capacity);
    }

    /** @return whether there was room */
    synchronized boolean offer(MixCommand command) {
        long position = written.get();
        if (position - read.get() == slots.length()) {
            return false;
        }
        slots.set((int) (position % slots.length()), command);
        written.set(position + 1);
        return true;
    }

    /** @return null when there is none */
    MixCommand poll() {
        long position = read.get();
        if (position == written.get()) {
            return null;
        }
        MixCommand command = slots.getAndSet((int) (position % slots.length()), null);
        read.set(position + 1);
        return command;
    }
}
