package io.github.metabgm.core.settings;

/** What the settings screen offers for one setting, without a screen. Texts are translation keys. */
public sealed interface SettingsRow permits SwitchRow, StepRow, WordsRow {
    Setting<?> setting();

    /** What is set. */
    default String label() {
        return "metabgm.setting." + setting().key();
    }

    /** What it does, in a sentence. */
    default String hint() {
        return label() + ".hint";
    }
}
