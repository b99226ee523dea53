package io.github.metabgm.core.settings;

import io.github.metabgm.core.codec.Limits;
import java.util.List;

/** What the settings screen offers: all that players change often. The rest is in the file only. */
public final class SettingsRows {
    /** In their order, which is that of two columns. */
    public static final List<SettingsRow> ALL = List.of(
            SwitchRow.onOff(Setting.MUSIC),
            SwitchRow.onOff(Setting.NOW_PLAYING),
            new StepRow(Setting.VOLUME),
            new StepRow(Setting.COMBAT_VOLUME),
            SwitchRow.loudness(Setting.WHEN_PAUSED),
            SwitchRow.loudness(Setting.WHEN_UNFOCUSED),
            SwitchRow.onOff(Setting.HOLD_BACK_GAME_MUSIC),
            SwitchRow.onOff(Setting.YIELD_TO_RECORDS),
            SwitchRow.onOff(Setting.TITLE_SCREEN),
            new WordsRow(Setting.STYLE, Limits.STYLE_CHARS));

    private SettingsRows() {}
}
