package io.github.metabgm.core.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
    @ParameterizedTest
    @CsvSource({
        "0,DAWN", "999,DAWN", "1000,DAY", "11399,DAY", "11400,DUSK", "13699,DUSK", "13700,NIGHT", "22299,NIGHT",
        "22300,DAWN", "23999,DAWN", "24000,DAWN", "84498,DUSK", "-1,DAWN"
    })
    void partOfTheDay(long ticks, DayPhase expected) {
        assertEquals(expected, DayPhase.at(ticks));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,0.7,CLEAR",
        "0.2,0,0.7,CLEAR",
        "0.20000003278255463,0,0.7,CLEAR",
        "0.21,0,0.7,RAIN",
        "1,1,0.7,THUNDER",
        "0,1,0.7,CLEAR",
        "1,0,-0.5,SNOW",
        "1,0,0.15000000596046448,RAIN",
        "1,0,0.10,SNOW",
        "1,NaN,NaN,RAIN",
        "NaN,NaN,0.7,CLEAR"
    })
    void weatherGoesByLevels(double rain, double thunder, double temperature, Weather expected) {
        assertEquals(expected, Weather.of(rain, thunder, temperature));
    }

    @Test
    void conditionsKnowWhatTheyDoNotKnow() {
        Sample sample = new Sample();
        sample.condition(Condition.WET, true);
        sample.condition(Condition.ALIVE, true);
        sample.condition(Condition.ALIVE, false);
        assertTrue(sample.knows(Condition.WET) && sample.holds(Condition.WET));
        assertTrue(sample.knows(Condition.ALIVE));
        assertFalse(sample.holds(Condition.ALIVE));
        assertFalse(sample.knows(Condition.ON_FIRE));
        sample.reset(50);
        assertFalse(sample.knows(Condition.WET) || sample.holds(Condition.WET));
    }

    @Test
    void notBeginsEveryNegativeLabelAndNoOther() {
        for (Condition condition : Condition.values()) {
            assertEquals("Not " + condition.label(), condition.negativeLabel());
            assertFalse(condition.label().contains("Not"));
        }
    }
}
