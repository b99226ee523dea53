package io.github.metabgm.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsRowsTest {
    private static final ModSettings DEFAULTS = ModSettings.defaults();

    private static <T extends SettingsRow> T row(Class<T> kind, Setting<?> setting) {
        return kind.cast(SettingsRows.ALL.stream()
                .filter(row -> row.setting() == setting)
                .findFirst()
                .orElseThrow());
    }

    @Test
    void theSwitchOfTheMusicIsTheFirst() {
        assertSame(Setting.MUSIC, SettingsRows.ALL.get(0).setting());
        assertEquals("metabgm.setting.music", SettingsRows.ALL.get(0).label());
        assertEquals("metabgm.setting.music.hint", SettingsRows.ALL.get(0).hint());
    }

    @Test
    void noSettingIsOfferedTwice() {
        List<? extends Setting<?>> settings = SettingsRows.ALL.stream().map(SettingsRow::setting).toList();
        assertEquals(settings.size(), settings.stream().distinct().count());
    }

    @Test
    void aSwitchGoesRound() {
        SwitchRow<?> row = row(SwitchRow.class, Setting.WHEN_UNFOCUSED);
        assertEquals("metabgm.settings.loudness.quiet", row.value(DEFAULTS));
        ModSettings silent = row.pressed(DEFAULTS);
        assertEquals(Loudness.SILENT, silent.whenUnfocused());
        ModSettings play = row.pressed(silent);
        assertEquals(Loudness.PLAY, play.whenUnfocused());
        assertEquals(DEFAULTS, row.pressed(play));
    }

    @Test
    void aFlagGoesOnAndOff() {
        SwitchRow<?> row = row(SwitchRow.class, Setting.MUSIC);
        assertEquals("metabgm.settings.on", row.value(DEFAULTS));
        assertFalse(row.pressed(DEFAULTS).music());
        assertEquals("metabgm.settings.off", row.value(row.pressed(DEFAULTS)));
        assertTrue(row.pressed(row.pressed(DEFAULTS)).music());
    }

    @ParameterizedTest
    @CsvSource({"0,0.1,0", "0.1,0.2,0", "0.3,0.4,0.2", "0.7,0.8,0.6", "0.34,0.4,0.3", "0.97,1,0.9", "1,1,0.9"})
    void aFractionGoesByTenths(double from, double up, double down) {
        StepRow row = row(StepRow.class, Setting.VOLUME);
        ModSettings settings = DEFAULTS.with(Setting.VOLUME, from);
        assertEquals(up, row.up(settings).volume());
        assertEquals(down, row.down(settings).volume());
        assertEquals(from < 1, row.canGoUp(settings));
        assertEquals(from > 0, row.canGoDown(settings));
    }

    @Test
    void aFractionIsShownInPerCent() {
        assertEquals(35, row(StepRow.class, Setting.VOLUME).value(DEFAULTS.with(Setting.VOLUME, 0.349)));
    }

    @Test
    void whatCannotBeTypedChangesNothing() {
        WordsRow row = row(WordsRow.class, Setting.STYLE);
        ModSettings harp = row.typed(DEFAULTS, "harp");
        assertEquals("harp", row.value(harp));
        assertSame(harp, row.typed(harp, "x".repeat(201)));
        assertSame(harp, row.typed(harp, "a\nb"));
        assertEquals(200, row.mostChars());
        assertEquals("", row.value(row.typed(harp, "")));
    }
}
