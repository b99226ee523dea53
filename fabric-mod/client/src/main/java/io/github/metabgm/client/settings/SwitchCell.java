package io.github.metabgm.client.settings;

import io.github.metabgm.core.settings.ModSettings;
import io.github.metabgm.core.settings.SwitchRow;
import java.util.function.Consumer;
import net.minecraft.client.gui.components.AbstractWidget;
import net.minecraft.client.gui.components.Button;

/** A button that says what is set and sets the next with each press. */
final class SwitchCell implements Cell {
    private final SwitchRow<?> row;
    private final Button button;

    SwitchCell(SwitchRow<?> row, int x, int y, int width, Draft draft, Consumer<AbstractWidget> screen) {
        this.row = row;
        button = Button.builder(Labels.of(row), pressed -> draft.change(row::pressed))
                .bounds(x, y, width, HEIGHT)
                .tooltip(Labels.hint(row))
                .build();
        screen.accept(button);
    }

    @Override
    public void show(ModSettings settings) {
        button.setMessage(Labels.with(row, Labels.of(row.value(settings))));
    }
}
