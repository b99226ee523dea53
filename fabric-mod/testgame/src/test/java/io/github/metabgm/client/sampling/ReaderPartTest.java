package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Notices;
import io.github.metabgm.core.scene.Sample;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReaderPartTest {
    private final Faults faults = new Faults(new Notices());
    private final Moment now = new Moment(event -> {});
    private final Sample sample = new Sample();
    private int made;

    @Test
    void aClassThatCannotBeMadeSwitchesOffItsPartAndNothingElse() {
        ReaderPart lacking = new ReaderPart("weather", faults, this::lacking, now, sample);
        ReaderPart sound = new ReaderPart("health", faults, () -> (moment, read) -> read.health(3), now, sample);
        for (int i = 0; i < 3; i++) {
            lacking.run();
            sound.run();
        }
        assertEquals(Set.of("weather"), faults.partsOff());
        assertEquals(1, made);
        assertEquals(3, sample.health());
    }

    private Reader lacking() {
        made++;
        throw new NoClassDefFoundError("net/minecraft/Gone");
    }

    @Test
    void aForgottenReaderIsMadeAnew() {
        ReaderPart part = new ReaderPart("health", faults, () -> {
            int number = ++made;
            return (moment, read) -> read.health(number);
        }, now, sample);
        part.run();
        part.run();
        assertEquals(1, sample.health());
        part.forget();
        part.run();
        assertEquals(2, sample.health());
    }
}
