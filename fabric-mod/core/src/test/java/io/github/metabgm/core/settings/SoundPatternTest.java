package io.github.metabgm.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundPatternTest {
    @ParameterizedTest
    @CsvSource({
        "minecraft:music_disc.*, minecraft, music_disc.13, true",
        "minecraft:music_disc.*, minecraft, music_disc., true",
        "minecraft:music_disc.*, minecraft, music_disc, false",
        "minecraft:music_disc.*, minecraft, music.menu, false",
        "minecraft:music_disc.*, other, music_disc.13, false",
        "music_disc.*, minecraft, music_disc.cat, true",
        "music_disc.*, other, music_disc.cat, false",
        "*:radio.*, webradio, radio.on, true",
        "*:radio.*, webradio, tv.radio.on, false",
        "*:*radio*, webradio, tv.radio, true",
        "*:*, any.mod-1, a/b/c, true",
        "*, minecraft, whatever, true",
        "*, other, whatever, false",
        "mod:a.b, mod, a.b, true",
        "mod:a.b, mod, axb, false",
        "mod:a*b*c, mod, a1b2b3c, true",
        "mod:a*b*c, mod, a1b2b3cd, false",
        "mod:*ab, mod, aab, true",
        "mod:**, mod, x, true",
        "m*d:x, mod, x, true",
        "m*d:x, modern, x, false",
    })
    void matchesWholeNames(String pattern, String namespace, String path, boolean matches) {
        assertEquals(matches, SoundPattern.of(pattern).matches(namespace, path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "a:", ":a", "a:b:c", "Music", "a b", "a:b?", "mod/x:y", "a:\u00e4", "a:[x]"})
    void whatIsNoPatternIsRefused(String text) {
        assertFalse(SoundPattern.isPattern(text));
        String message = assertThrows(IllegalArgumentException.class, () -> SoundPattern.of(text)).getMessage();
        assertTrue(message.contains('"' + text + '"'), message);
    }

    @Test
    void lengthIsLimited() {
        assertTrue(SoundPattern.isPattern("a".repeat(128)));
        assertFalse(SoundPattern.isPattern("a".repeat(129)));
    }

    @Test
    void isTheSameWithTheNamespaceSpelledOut() {
        assertEquals(SoundPattern.of("minecraft:a.*"), SoundPattern.of("a.*"));
        assertEquals("minecraft:a.*", SoundPattern.of("a.*").toString());
    }

    @Test
    void manyStarsTakeNoLonger() {
        SoundPattern worst = SoundPattern.of("*a".repeat(63) + "b");
        String name = "a".repeat(10_000);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertFalse(worst.matches("minecraft", name)));
    }
}
