package io.github.metabgm.testgame.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTest {
    @ParameterizedTest
    @CsvSource({
        "*, 0, true",
        ">=26.1, 26.1, true",
        ">=26.1, 26.0.9, false",
        ">=26.1, 27, true",
        ">=26.1 <26.4, 26.3.9, true",
        ">=26.1 <26.4, 26.4, false",
        ">26.1, 26.1.0, false",
        "<=26.1, 26.1.0, true",
        "26.1, 26.1, true",
        "=26.1, 26.1.2, false",
        ">=0.18.4, 0.19.3, true",
    })
    void rangesAreReadAsFabricDoes(String range, String version, boolean inside) {
        assertEquals(inside, VersionRange.contains(range, version));
    }
}
