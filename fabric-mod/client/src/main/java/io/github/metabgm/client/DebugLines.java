package io.github.metabgm.client;

import io.github.metabgm.client.sound.SoundOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code /metabgm debug} shows: figures for those who look for a fault, in one language so that they compare. */
final class DebugLines {
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    private final SoundOutput sound;
    private final TickMeter meter;
    private final Faults faults;

    DebugLines(SoundOutput sound, TickMeter meter, Faults faults) {
        this.sound = sound;
        this.meter = meter;
        this.faults = faults;
    }

    /** @param session null while there is none */
    List<String> of(MusicSession session) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "tick: median %d us, p99 %d us", meter.micros(MEDIAN), meter.micros(P99)));
        lines.add("sound: " + sound.figures());
        if (session != null) {
            lines.add("connection: " + session.events().state());
            lines.add(String.format(
                    Locale.ROOT,
                    "mix: %.1f s, %d underruns, %d samples clipped, %d frames missing, %d dropped",
                    session.mixer().position() / 48_000.0,
                    session.events().underruns(),
                    session.mixer().clippedSamples(),
                    session.mixer().input().missingFrames(),
                    session.mixer().input().droppedFrames()));
        }
        lines.add("parts that are off: " + (faults.partsOff().isEmpty() ? "none" : faults.partsOff()));
        return lines;
    }
}
