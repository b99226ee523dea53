package io.github.metabgm.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.net.GivenToken;
import io.github.metabgm.core.net.TokenFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModSettingsTest {
    private static final ModSettings DEFAULTS = ModSettings.defaults();

    @Test
    void defaultsConnectAsTheCoreDoesByItself() {
        assertEquals(Settings.defaults(), DEFAULTS.connection());
    }

    @Test
    void changeOneByOne() {
        ModSettings changed = DEFAULTS.with(Setting.VOLUME, 0.5).with(Setting.WHEN_PAUSED, Loudness.SILENT);
        assertEquals(0.5, changed.volume());
        assertEquals(Loudness.SILENT, changed.whenPaused());
        assertEquals(1, DEFAULTS.volume());
        assertEquals(DEFAULTS, changed.with(Setting.VOLUME, 1.0).with(Setting.WHEN_PAUSED, Loudness.PLAY));
        assertFalse(DEFAULTS.equals(changed));
    }

    @Test
    void takeNothingThatTheFileMayNotSay() {
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.with(Setting.VOLUME, 1.01));
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.with(Setting.PORT, 0));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> DEFAULTS.with(Setting.STYLE, "x".repeat(201)))
                .getMessage();
        assertTrue(message.contains("style") && message.contains("200"), message);
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.with(Setting.YIELD_TO, List.of("No Pattern")));
    }

    @Test
    void nameASidecarElsewhere() {
        Settings connection = DEFAULTS.with(Setting.HOST, "music.local")
                .with(Setting.PORT, 99)
                .with(Setting.BUFFER_MS, 2_000)
                .with(Setting.WINDOW_SECONDS, 5)
                .with(Setting.VOLUME, 0.25)
                .connection();
        assertEquals(URI.create("ws://music.local:99/"), connection.address());
        assertEquals(2_000, connection.bufferMs());
        assertEquals(5, connection.windowSeconds());
        assertEquals(0.25, connection.volume());
    }

    @Test
    void aTokenWinsOverItsFile() {
        Path file = Path.of("token").toAbsolutePath();
        ModSettings withFile = DEFAULTS.with(Setting.TOKEN_FILE, file.toString());
        assertEquals(new TokenFile(file), withFile.connection().token());
        Settings connection = withFile.with(Setting.TOKEN, "s3cret").connection();
        assertEquals(new GivenToken("s3cret"), connection.token());
        assertFalse(connection.toString().contains("s3cret"), connection.toString());
    }

    @Test
    void everyAccessorReadsItsOwnKey() {
        ModSettings other = DEFAULTS.with(Setting.MUSIC, false)
                .with(Setting.COMBAT_VOLUME, 0.1)
                .with(Setting.STYLE, "harp")
                .with(Setting.NOW_PLAYING, false)
                .with(Setting.TITLE_SCREEN, true)
                .with(Setting.WHEN_UNFOCUSED, Loudness.SILENT)
                .with(Setting.HOLD_BACK_GAME_MUSIC, false)
                .with(Setting.YIELD_TO_RECORDS, false)
                .with(Setting.YIELD_TO, List.of("a:b"))
                .with(Setting.MIXIN_MUSIC, false)
                .with(Setting.MIXIN_ADVANCEMENTS, false);
        assertFalse(other.music() || other.nowPlaying());
        assertFalse(other.holdBackGameMusic() || other.yieldToRecords());
        assertFalse(other.mixinMusic() || other.mixinAdvancements());
        assertTrue(other.titleScreen());
        assertEquals(0.1, other.combatVolume());
        assertEquals("harp", other.style());
        assertEquals(Loudness.SILENT, other.whenUnfocused());
        assertEquals(List.of("a:b"), other.yieldTo());
    }
}
