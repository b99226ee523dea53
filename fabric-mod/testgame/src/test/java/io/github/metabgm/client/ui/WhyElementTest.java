package io.github.metabgm.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.ui.Pieces;
import java.util.List;
import java.util.Map;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import org.junit.jupiter.api.Test;

class WhyElementTest {
    private final HudView hud = new HudView();

    @Test
    void theReasonsStandInABoxAndTakeTheLinesPlace() {
        hud.game.controls.record = Map.of("narrative", "The last light leaves the forest. ".repeat(6), "seed", 7L);
        hud.hear(Pieces.base(1, "Quiet harp in D dorian", "Slow harp."));
        hud.game.why.toggle();
        GuiGraphicsExtractor frame = hud.frame();
        assertTrue(frame.texts().get(0).text().startsWith("Narrative: The last"), frame.texts().toString());
        GuiGraphicsExtractor.Box box = frame.boxes().get(0);
        assertTrue(box.x1() <= 0.4 * HudView.WIDTH, box.toString());
        assertTrue(frame.texts().size() > 1);
        for (GuiGraphicsExtractor.Text line : frame.texts()) {
            assertTrue(line.x() >= box.x0() && line.x() + line.width() <= box.x1(), line.toString());
            assertTrue(line.y() >= box.y0() && line.y() + line.height() <= box.y1(), line.toString());
        }
        hud.game.why.toggle();
        assertEquals("♪ Slow harp.", hud.read());
        assertEquals(List.of(), hud.frame().boxes());
    }

    @Test
    void theReasonsFollowThePiece() {
        hud.game.why.toggle();
        assertEquals("Nothing has been composed yet", hud.read());
        hud.game.controls.record = Map.of("description", "Slow harp.");
        assertEquals("Description: Slow harp.", hud.read());
    }

    @Test
    void theReasonsFitASmallScreen() {
        hud.game.controls.record = Map.of("narrative", "word ".repeat(80), "description", "word ".repeat(80));
        hud.game.why.toggle();
        GuiGraphicsExtractor frame = hud.frame(320, 120);
        assertTrue(frame.boxes().get(0).y1() <= 120);
        List<GuiGraphicsExtractor.Text> lines = frame.texts();
        assertTrue(lines.get(lines.size() - 1).text().endsWith("…"));
    }

    @Test
    void anotherSizeOfTheScreenIsLaidOutAnew() {
        hud.game.controls.record = Map.of("narrative", "The last light leaves the forest. ".repeat(3));
        hud.game.why.toggle();
        assertNotEquals(hud.frame(480, 270).texts().size(), hud.frame(960, 540).texts().size());
    }

    @Test
    void framesInWhichNothingChangesAllocateNothing() {
        hud.game.controls.record = Map.of("narrative", "The last light leaves the forest.");
        hud.game.why.toggle();
        assertEquals(0, hud.allocation());
    }
}
