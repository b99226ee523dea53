package io.github.metabgm.client.sampling;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Part;
import io.github.metabgm.core.scene.Sample;
import java.util.function.Supplier;

/** A reader behind a wall of its own; it is made within, as a class that lacks another fails when it is first used. */
final class ReaderPart {
    private final Part part;
    private final Supplier<Reader> maker;
    private final Moment now;
    private final Sample sample;
    private final Runnable work = this::read;
    private Reader reader;

    /** @param name as {@link Part} has it */
    ReaderPart(String name, Faults faults, Supplier<Reader> maker, Moment now, Sample sample) {
        this.part = new Part(name, faults);
        this.maker = maker;
        this.now = now;
        this.sample = sample;
    }

    void run() {
        part.run(work);
    }

    boolean isOff() {
        return part.isOff();
    }

    private void read() {
        if (reader == null) {
            reader = maker.get();
        }
        reader.read(now, sample);
    }

    /** The next run starts with a new reader. */
    void forget() {
        reader = null;
    }
}
