package io.github.metabgm.client.settings;

import io.github.metabgm.core.settings.ModSettings;
import io.github.metabgm.core.settings.WordsRow;
import java.util.function.Consumer;
import net.minecraft.client.gui.Font;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import net.minecraft.client.gui.components.AbstractWidget;
import net.minecraft.client.gui.components.EditBox;
import net.minecraft.network.chat.Component;

/** A box to type in, under its label. */
final class WordsCell implements Cell {
    private static final int BOX_FROM_TOP = 12;

    private final Component label;
    private final int middle;
    private final int top;

    WordsCell(WordsRow row, int x, int y, int width, Font font, Draft draft, Consumer<AbstractWidget> screen) {
        label = Labels.of(row);
        middle = x + width / 2;
        top = y;
        EditBox box = new EditBox(font, x, y + BOX_FROM_TOP, width, HEIGHT, label);
        box.setTooltip(Labels.hint(row));
        // In this order: a box cuts what it is given to the length that it allows, at first 32 characters.
        box.setMaxLength(row.mostChars());
        box.setValue(row.value(draft.settings()));
        box.setResponder(typed -> draft.change(settings -> row.typed(settings, typed)));
        screen.accept(box);
    }

    /** The box shows what was typed into it, also where the setting does not take it. */
    @Override
    public void show(ModSettings settings) {}

    @Override
    public void draw(GuiGraphicsExtractor graphics, Font font) {
        graphics.centeredText(font, label, middle, top, WHITE);
    }
}
