package io.github.metabgm.client.settings;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import net.minecraft.client.gui.components.AbstractWidget;
import net.minecraft.client.gui.components.EditBox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In each language and from the smallest screen on, nothing covers or leaves anything. */
class ScreenLayoutTest {
    /** A button's text keeps as far from its edge. */
    private static final int MARGIN = 2;

    private record Area(String what, int x0, int y0, int x1, int y1) {
        static Area of(AbstractWidget widget) {
            return new Area(
                    widget.getMessage().getString(),
                    widget.getX(),
                    widget.getY(),
                    widget.getX() + widget.getWidth(),
                    widget.getY() + widget.getHeight());
        }

        static Area of(GuiGraphicsExtractor.Text text) {
            return new Area(text.text(), text.x(), text.y(), text.x() + text.width(), text.y() + text.height());
        }

        boolean meets(Area other) {
            return x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1;
        }

        boolean holds(Area inner) {
            return x0 <= inner.x0 && inner.x1 <= x1 && y0 <= inner.y0 && inner.y1 <= y1;
        }

        Area smaller() {
            return new Area(what, x0 + MARGIN, y0 + MARGIN, x1 - MARGIN, y1 - MARGIN);
        }
    }

    @ParameterizedTest
    @CsvSource({"en_us,320,240", "de_de,320,240", "en_us,427,240", "de_de,960,540"})
    void nothingIsCovered(String language, int width, int height) {
        OpenedScreen opened = new OpenedScreen(language);
        opened.game.gui.resize(width, height);
        opened.open();
        pressAllRound(opened, width, height);
    }

    /** Once for each value that a switch may show. */
    private static void pressAllRound(OpenedScreen opened, int width, int height) {
        for (int round = 0; round < 3; round++) {
            assertNothingIsCovered(opened, new Area("screen", 0, 0, width, height));
            for (AbstractWidget widget : opened.widgets()) {
                if (!(widget instanceof EditBox) && !widget.getMessage().getString().startsWith("gui.")) {
                    opened.click(widget);
                }
            }
        }
    }

    private static void assertNothingIsCovered(OpenedScreen opened, Area screen) {
        List<Area> buttons = opened.widgets().stream().map(Area::of).toList();
        List<Area> all = new ArrayList<>(buttons);
        for (GuiGraphicsExtractor.Text text : opened.frame().texts()) {
            Area area = Area.of(text);
            if (buttons.stream().noneMatch(button -> button.smaller().holds(area))) {
                all.add(area);
            }
        }
        for (Area area : all) {
            assertTrue(screen.holds(area), () -> area + " leaves " + screen);
            for (Area other : all) {
                assertFalse(area != other && area.meets(other), () -> area + " meets " + other);
            }
        }
    }
}
