package io.github.metabgm.client.ui;

import io.github.metabgm.core.ui.Line;
import io.github.metabgm.core.ui.PlainText;
import java.util.List;
import net.minecraft.network.chat.Component;
import net.minecraft.network.chat.MutableComponent;

/** Lines in the player's language. */
final class Texts {
    private static final String OWN_KEYS = "metabgm.";

    private Texts() {}

    static MutableComponent of(Line line) {
        return of(line.key(), line.arguments().toArray());
    }

    /** @param arguments numbers, texts from outside, or keys of this mod */
    static MutableComponent of(String key, Object[] arguments) {
        Object[] shown = new Object[arguments.length];
        for (int i = 0; i < shown.length; i++) {
            String argument = PlainText.of(String.valueOf(arguments[i]));
            shown[i] = argument.startsWith(OWN_KEYS) ? Component.translatable(argument) : argument;
        }
        return Component.translatable(key, shown);
    }

    static List<String> of(List<Line> lines) {
        return lines.stream().map(line -> of(line).getString()).toList();
    }
}
