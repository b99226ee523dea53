package io.github.metabgm.client.settings;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Part;
import io.github.metabgm.core.settings.ModSettings;
import io.github.metabgm.core.settings.SettingsRow;
import io.github.metabgm.core.settings.SettingsRows;
import io.github.metabgm.core.settings.StepRow;
import io.github.metabgm.core.settings.SwitchRow;
import io.github.metabgm.core.settings.WordsRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import net.minecraft.client.gui.components.AbstractWidget;
import net.minecraft.client.gui.components.Button;
import net.minecraft.client.gui.screens.Screen;

/**
 * What players change often, in two columns of the game's plain widgets. The rules are the {@link SettingsRow}s'.
 * Fits the smallest screen that the game allows, 320 by 240 scaled pixels.
 */
final class SettingsScreen extends Screen {
    private static final int COLUMN = 150;
    private static final int GAP = 10;
    private static final int BOTH = 2 * COLUMN + GAP;
    private static final int TITLE_TOP = 14;
    private static final int ROWS_TOP = 32;
    private static final int ROW = 24;
    private static final int BUTTONS_FROM_BOTTOM = 28;

    private final Screen parent;
    private final Consumer<ModSettings> done;
    private final Part part;
    private final Draft draft;
    private final List<Cell> cells = new ArrayList<>();
    private boolean left;

    private SettingsScreen(Screen parent, ModSettings settings, Consumer<ModSettings> done, Faults faults) {
        super(Labels.of("metabgm.settings.title"));
        this.parent = parent;
        this.done = done;
        part = new Part("settings", faults);
        draft = new Draft(settings, part);
        draft.onChange(() -> cells.forEach(cell -> cell.show(draft.settings())));
    }

    /**
     * Made here, so that callers know no more than the game's own class.
     *
     * @param parent comes back afterwards; null for the game itself
     * @param done gets the settings when the player keeps them
     */
    static Screen create(Screen parent, ModSettings settings, Consumer<ModSettings> done, Faults faults) {
        return new SettingsScreen(parent, settings, done, faults);
    }

    @Override
    protected void init() {
        part.run(this::fill);
    }

    private void fill() {
        cells.clear();
        int left = (width - BOTH) / 2;
        int place = 0;
        for (SettingsRow row : SettingsRows.ALL) {
            // What is typed needs both columns.
            int column = row instanceof WordsRow ? 0 : place % 2;
            int line = (place + (row instanceof WordsRow ? 1 : 0)) / 2;
            cells.add(cell(row, left + column * (COLUMN + GAP), ROWS_TOP + line * ROW));
            place++;
        }
        cells.forEach(cell -> cell.show(draft.settings()));
        int bottom = height - BUTTONS_FROM_BOTTOM;
        add(button("gui.done", left, bottom, this::keep));
        add(button("gui.cancel", left + COLUMN + GAP, bottom, this::onClose));
    }

    private Cell cell(SettingsRow row, int x, int y) {
        if (row instanceof SwitchRow<?> onOff) {
            return new SwitchCell(onOff, x, y, COLUMN, draft, this::add);
        }
        if (row instanceof StepRow steps) {
            return new StepCell(steps, x, y, COLUMN, draft, this::add);
        }
        return new WordsCell((WordsRow) row, x, y, BOTH, font, draft, this::add);
    }

    private static Button button(String key, int x, int y, Runnable press) {
        return Button.builder(Labels.of(key), pressed -> press.run())
                .bounds(x, y, COLUMN, Cell.HEIGHT)
                .build();
    }

    private void add(AbstractWidget widget) {
        addRenderableWidget(widget);
    }

    private void keep() {
        part.run(() -> done.accept(draft.settings()));
        onClose();
    }

    /** Escape too; a screen that cannot go back to its parent closes at least. */
    @Override
    public void onClose() {
        part.run(() -> {
            minecraft.setScreenAndShow(parent);
            left = true;
        });
        if (!left) {
            super.onClose();
        }
    }

    @Override
    public void extractRenderState(GuiGraphicsExtractor graphics, int mouseX, int mouseY, float partialTick) {
        part.run(() -> {
            super.extractRenderState(graphics, mouseX, mouseY, partialTick);
            draw(graphics);
        });
    }

    private void draw(GuiGraphicsExtractor graphics) {
        graphics.centeredText(font, title, width / 2, TITLE_TOP, Cell.WHITE);
        for (Cell cell : cells) {
            cell.draw(graphics, font);
        }
    }
}
