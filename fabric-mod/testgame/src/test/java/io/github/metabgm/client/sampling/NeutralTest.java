package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Notices;
import io.github.metabgm.core.scene.Biome;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Weather;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeutralTest {
    private static final Biome FOREST = new Biome("minecraft:forest", List.of(), 0.7, Biome.RAIN);

    private final Sample sample = new Sample();

    private ReaderPart part(String name, boolean off) {
        ReaderPart part = new ReaderPart(
                name,
                new Faults(new Notices()),
                () -> {
                    if (off) {
                        throw new NoSuchMethodError("gone");
                    }
                    return (now, read) -> {};
                },
                new Moment(event -> {}),
                sample);
        part.run();
        return part;
    }

    private void standIn(boolean dimension, boolean finder, boolean biome, boolean clock, boolean weather) {
        new Neutral(
                        part("dimension", dimension),
                        part("biome", finder),
                        part("biome", biome),
                        part("clock", clock),
                        part("weather", weather))
                .standIn(sample);
    }

    @Test
    void whatIsUnknownForTheMomentStaysUnknown() {
        standIn(false, false, false, false, false);
        assertNull(sample.biome());
        assertNull(sample.dimension());
        assertNull(sample.weather());
        assertEquals(Sample.NO_CLOCK, sample.timeOfDay());
    }

    @Test
    void whatCannotBeReadIsNeutral() {
        standIn(true, false, true, true, true);
        assertEquals("metabgm:unknown", sample.dimension());
        assertEquals("metabgm:unknown", sample.biome().key());
        assertEquals(6_000, sample.timeOfDay());
        assertEquals(Weather.CLEAR, sample.weather());
    }

    @Test
    void withoutAPlaceNobodyKnowsWhatFallsThere() {
        standIn(false, true, false, false, false);
        assertEquals("metabgm:unknown", sample.biome().key());
        assertEquals(Weather.CLEAR, sample.weather());
    }

    @Test
    void whatIsReadStands() {
        sample.biome(FOREST);
        sample.dimension("minecraft:overworld");
        sample.weather(Weather.SNOW);
        sample.timeOfDay(18_000);
        standIn(false, false, false, false, false);
        assertEquals("minecraft:forest minecraft:overworld SNOW 18000", sample.biome().key() + " "
                + sample.dimension() + " " + sample.weather() + " " + sample.timeOfDay());
    }
}
