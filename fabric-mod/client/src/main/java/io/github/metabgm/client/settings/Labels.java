package io.github.metabgm.client.settings;

import io.github.metabgm.core.settings.SettingsRow;
import net.minecraft.client.gui.components.Tooltip;
import net.minecraft.network.chat.Component;

/** The screen's texts in the player's language. */
final class Labels {
    private Labels() {}

    static Component of(String key) {
        return Component.translatable(key);
    }

    static Component of(SettingsRow row) {
        return of(row.label());
    }

    static Component with(SettingsRow row, Component value) {
        return Component.translatable("metabgm.settings.labelled", new Object[] {of(row), value});
    }

    static Component perCent(int value) {
        return Component.translatable("metabgm.settings.per_cent", new Object[] {Integer.toString(value)});
    }

    static Tooltip hint(SettingsRow row) {
        return Tooltip.create(of(row.hint()));
    }
}
