package io.github.metabgm.client.settings;

import io.github.metabgm.core.settings.ModSettings;
import io.github.metabgm.core.settings.StepRow;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.minecraft.client.gui.Font;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import net.minecraft.client.gui.components.AbstractWidget;
import net.minecraft.client.gui.components.Button;
import net.minecraft.network.chat.Component;

/** A number between a button for less and one for more. */
final class StepCell implements Cell {
    private static final int LETTERS_FROM_TOP = 6;
    private static final String LESS = "\u2212";
    private static final String MORE = "+";

    private final StepRow row;
    private final int middle;
    private final int top;
    private final Button less;
    private final Button more;
    private Component text = Component.empty();

    StepCell(StepRow row, int x, int y, int width, Draft draft, Consumer<AbstractWidget> screen) {
        this.row = row;
        middle = x + width / 2;
        top = y;
        less = button(LESS, x, draft, row::down);
        more = button(MORE, x + width - HEIGHT, draft, row::up);
        screen.accept(less);
        screen.accept(more);
    }

    /** As wide as it is high. */
    private Button button(String sign, int x, Draft draft, UnaryOperator<ModSettings> step) {
        return Button.builder(Component.literal(sign), pressed -> draft.change(step))
                .bounds(x, top, HEIGHT, HEIGHT)
                .tooltip(Labels.hint(row))
                .build();
    }

    @Override
    public void show(ModSettings settings) {
        text = Labels.with(row, Labels.perCent(row.value(settings)));
        less.active = row.canGoDown(settings);
        more.active = row.canGoUp(settings);
    }

    @Override
    public void draw(GuiGraphicsExtractor graphics, Font font) {
        graphics.centeredText(font, text, middle, top + LETTERS_FROM_TOP, WHITE);
    }
}
