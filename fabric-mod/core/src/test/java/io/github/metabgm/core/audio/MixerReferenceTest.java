package io.github.metabgm.core.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.metabgm.core.audio.ReferenceMix.Part;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mixer against {@link ReferenceMix}, on random sessions. */
class MixerReferenceTest {
    private static final int FRAMES = 6 * 48_000;

    private final Heard heard = new Heard();
    private final Mixer mixer = new Mixer(10_000, heard, heard);
    private final ReferenceMix reference = new ReferenceMix();
    private long nextId = 1;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void mixesAsTheProtocolSays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (long frame = 0; frame < FRAMES; ) {
            if (random.nextInt(30) == 0) {
                begin(random, frame);
            }
            if (random.nextInt(20) == 0) {
                fade(random, frame);
            }
            int count = 1 + random.nextInt(2_000);
            float[] out = Tracks.mix(mixer, count);
            for (int i = 0; i < 2 * count; i++) {
                assertEquals(reference.sampleAt(frame + i / 2, i % 2), out[i], 3e-6, "frame " + (frame + i / 2));
            }
            frame += count;
        }
    }

    /** Only where a deck of the role is free: what else happens has tests of its own. */
    private void begin(SplittableRandom random, long frame) {
        Role role = Role.values()[random.nextInt(3)];
        long playing = reference.parts.stream()
                .filter(part -> part.track.role() == role && part.releasedAt() >= frame)
                .count();
        if (playing >= role.decks()) {
            return;
        }
        Track track = new Track(
                nextId++,
                role,
                2,
                SampleFormat.F32LE,
                random.nextDouble(),
                new Transition(
                        random.nextInt(800),
                        random.nextInt(800),
                        Curve.values()[random.nextInt(2)],
                        role == Role.BASE ? 0 : -random.nextDouble(24)));
        float[] audio = Tracks.noise(random, 300 + random.nextInt(2 * 48_000), 0.6);
        mixer.input().begin(track);
        Tracks.feedWhole(mixer.input(), track.id(), audio, 1 + random.nextInt(9_600));
        reference.start(new Part(track, audio, frame));
    }

    private void fade(SplittableRandom random, long frame) {
        for (Part part : reference.parts) {
            if (part.start < frame && part.end > frame && random.nextBoolean()) {
                boolean stop = random.nextInt(3) == 0;
                double gain = stop ? 0 : random.nextInt(3) / 2.0;
                int ms = random.nextInt(600);
                mixer.input().fade(part.track.id(), gain, ms, stop);
                part.turn(frame, gain, 48L * ms, part.track.transition().curve(), stop);
            }
        }
    }
}
