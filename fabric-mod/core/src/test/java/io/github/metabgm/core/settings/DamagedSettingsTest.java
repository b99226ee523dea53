package io.github.metabgm.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with characters put in, taken out and moved. */
class DamagedSettingsTest {
    private static final int FILES = 3_000;
    private static final String MARKS = "{}[]\",:\\/#'-+.eE0179truefalsn \n\r\t\u0000\u00e4\ud800*";

    private static String damage(String text, SplittableRandom random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(3)) {
                case 0 -> damaged.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
                case 1 -> damaged.deleteCharAt(at);
                default -> damaged.insert(random.nextInt(damaged.length()), damaged.charAt(at));
            }
        }
        return damaged.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void areReadWithoutAnException(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ModSettings defaults = ModSettings.defaults();
        String whole = SettingsWriting.write(List.of(), defaults, defaults);
        int lines = whole.split("\n").length;
        int withFaults = 0;
        for (int i = 0; i < FILES; i++) {
            String text = damage(whole, random);
            Loaded loaded = SettingsReading.read("f", text, defaults);
            withFaults += loaded.faults().isEmpty() ? 0 : 1;
            for (String fault : loaded.faults()) {
                assertTrue(fault.matches("(?s)f, line \\d+[,:] .*"), fault);
                assertFalse(fault.contains("\n"), fault);
                int line = Integer.parseInt(fault.replaceAll("(?s)f, line (\\d+).*", "$1"));
                assertTrue(line >= 1 && line <= lines + 3, () -> fault + " of " + text);
            }
            assertEquals(loaded, SettingsReading.read("f", text, defaults));
        }
        assertTrue(withFaults > FILES / 2, "only " + withFaults + " files had a fault");
    }
}
