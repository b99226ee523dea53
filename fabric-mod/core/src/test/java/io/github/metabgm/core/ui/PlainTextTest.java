package io.github.metabgm.core.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource({
        "§cred §lbold§r plain, red bold plain",
        "§§cc, c",
        "5 § 3, 5  3",
        "ends with §, ends with",
        "§1§2§3three, three",
        "§Große, Große",
    })
    void styleCodesOfTheGameAreTakenOut(String text, String shown) {
        assertEquals(shown, PlainText.of(text));
    }

    @Test
    void linesBecomeOne() {
        assertEquals("one two  three four", PlainText.of("one\ntwo\r\nthree\tfour\n"));
        assertEquals("one two", PlainText.of("one\u2028two"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202e", "\u2066", "\u200f", "\u0000", "\u001b", "\ue000", "\ud800", "\ufeff"})
    void whatRearrangesOrIsNoCharacterIsTakenOut(String unwanted) {
        assertEquals("before after", PlainText.of("before " + unwanted + "after"));
    }

    @Test
    void otherScriptsAndSignsStay() {
        assertEquals("Größe 音楽 ♪ 𝄞", PlainText.of("Größe 音楽 ♪ 𝄞"));
    }

    @Test
    void aLongTextIsCutByCharactersAndSaysSo() {
        String clefs = "𝄞".repeat(PlainText.SHOWN_CHARS);
        assertEquals(clefs, PlainText.of(clefs));
        assertEquals(clefs + "…", PlainText.of(clefs + "x"));
        assertEquals(clefs, PlainText.of(clefs + "\u0000§c"));
    }
}
