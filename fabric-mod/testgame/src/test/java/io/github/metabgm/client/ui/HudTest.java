package io.github.metabgm.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.audio.Role;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.ui.Pieces;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.fabricmc.fabric.impl.client.rendering.hud.HudElementRegistryImpl;
import net.minecraft.client.DeltaTracker;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HudTest {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 270;
    private static final SidecarMessage.Track FOREST = Pieces.base(1, "Quiet harp in D dorian", "Slow harp.");

    private final StartedGame game = new StartedGame().inWorld();
    private long nowMs = 10_000;
    private boolean namesPieces = true;
    private final Hud hud = new Hud(game.faults, game.controls, game.why, () -> namesPieces, () -> nowMs);

    @BeforeEach
    void start() {
        hud.register();
    }

    private GuiGraphicsExtractor frame() {
        return frame(WIDTH, HEIGHT);
    }

    private GuiGraphicsExtractor frame(int width, int height) {
        GuiGraphicsExtractor frame = new GuiGraphicsExtractor(width, height);
        game.minecraft.gui.hud.extractRenderState(frame, DeltaTracker.ZERO);
        return frame;
    }

    private void hear(SidecarMessage.Track piece) {
        game.controls.piece = Optional.of(piece);
        hud.tick();
    }

    private static String read(GuiGraphicsExtractor frame) {
        return frame.texts().stream().map(GuiGraphicsExtractor.Text::text).collect(Collectors.joining("|"));
    }

    @Test
    void standsBehindTheChat() {
        List<String> layers = HudElementRegistryImpl.layers().stream().map(Object::toString).toList();
        assertEquals(
                List.of("metabgm:now_playing", "metabgm:why", "minecraft:chat"),
                layers.subList(layers.indexOf("metabgm:now_playing"), layers.indexOf("minecraft:chat") + 1));
    }

    @Test
    void namesAPieceWhenItIsHeardAndLetsTheLineGo() {
        assertEquals("", read(frame()));
        hear(FOREST);
        assertEquals("♪ Slow harp.", read(frame()));
        assertEquals(4, frame().texts().get(0).alpha());
        nowMs += 500;
        assertEquals(255, frame().texts().get(0).alpha());
        nowMs += 6_500;
        hud.tick();
        assertEquals(127, frame().texts().get(0).alpha());
        nowMs += 500;
        assertEquals("", read(frame()));
    }

    @Test
    void namesTheTitleWhereThereIsNoDescription() {
        hear(Pieces.base(1, "Quiet harp in D dorian", ""));
        assertEquals("♪ Quiet harp in D dorian", read(frame()));
    }

    @Test
    void aPieceThatComesBackAfterAFightIsNotNamedAgain() {
        hear(FOREST);
        nowMs += 60_000;
        hear(Pieces.of(2, Role.COMBAT, "", "Fast drums."));
        assertEquals("♪ Fast drums.", read(frame()));
        nowMs += 20_000;
        hear(FOREST);
        assertEquals("", read(frame()));
    }

    @Test
    void aNewSidecarCountsItsPiecesFromOneAgain() {
        hear(FOREST);
        nowMs += 60_000;
        hear(Pieces.base(1, "Bright flute", "A flute."));
        assertEquals("♪ A flute.", read(frame()));
    }

    @Test
    void stingsAreNotNamed() {
        hear(Pieces.of(3, Role.STING, "", "A bell."));
        assertEquals("", read(frame()));
    }

    @Test
    void namesNothingWhereThePlayerDoesNotWantIt() {
        namesPieces = false;
        hear(FOREST);
        assertEquals("", read(frame()));
    }

    @Test
    void isHiddenWithTheRest() {
        hear(FOREST);
        game.minecraft.gui.hud.setHidden(true);
        assertEquals("", read(frame()));
    }

    @Test
    void aLongDescriptionLeavesTheCrosshairFree() {
        hear(Pieces.base(1, "", "Slow strings over soft piano and a distant horn, in D dorian, sparse, warm. ".repeat(9)));
        for (int width : new int[] {320, 480, 960}) {
            List<GuiGraphicsExtractor.Text> lines = frame(width, HEIGHT).texts();
            assertEquals(4, lines.size());
            assertTrue(lines.get(3).text().endsWith("…"));
            assertTrue(lines.stream().allMatch(line -> line.x() + line.width() <= 0.4 * width), "width " + width);
            assertEquals(4, Set.copyOf(lines.stream().map(GuiGraphicsExtractor.Text::y).toList()).size());
        }
    }

    @Test
    void theReasonsStandInABoxAndTakeTheLinesPlace() {
        game.controls.record = Map.of("narrative", "The last light leaves the forest. ".repeat(6), "seed", 7L);
        hear(FOREST);
        game.why.toggle();
        GuiGraphicsExtractor frame = frame();
        assertTrue(read(frame).startsWith("Narrative: The last light"), read(frame));
        GuiGraphicsExtractor.Box box = frame.boxes().get(0);
        assertTrue(box.x1() <= 0.4 * WIDTH, box.toString());
        assertTrue(frame.texts().size() > 1);
        for (GuiGraphicsExtractor.Text line : frame.texts()) {
            assertTrue(line.x() >= box.x0() && line.x() + line.width() <= box.x1(), line.toString());
            assertTrue(line.y() >= box.y0() && line.y() + line.height() <= box.y1(), line.toString());
        }
        game.why.toggle();
        assertEquals("♪ Slow harp.", read(frame()));
        assertEquals(List.of(), frame().boxes());
    }

    @Test
    void theReasonsFollowThePiece() {
        game.why.toggle();
        assertEquals("Nothing has been composed yet", read(frame()));
        game.controls.record = Map.of("description", "Slow harp.");
        assertEquals("Description: Slow harp.", read(frame()));
    }

    @Test
    void theReasonsFitASmallScreen() {
        game.controls.record = Map.of("narrative", "word ".repeat(80), "description", "word ".repeat(80));
        game.why.toggle();
        GuiGraphicsExtractor frame = frame(320, 120);
        assertTrue(frame.boxes().get(0).y1() <= 120);
        List<GuiGraphicsExtractor.Text> lines = frame.texts();
        assertTrue(lines.get(lines.size() - 1).text().endsWith("…"));
    }

    @Test
    void anotherSizeOfTheScreenIsLaidOutAnew() {
        game.controls.record = Map.of("narrative", "The last light leaves the forest. ".repeat(3));
        game.why.toggle();
        assertNotEquals(read(frame(480, 270)), read(frame(960, 540)));
    }

    @Test
    void framesInWhichNothingChangesAllocateNothing() {
        game.controls.record = Map.of("narrative", "The last light leaves the forest.");
        Unrecorded frame = new Unrecorded();
        hear(FOREST);
        nowMs += 1_000;
        assertEquals(0, Allocation.bytes(() -> frame(frame)), "the line");
        game.why.toggle();
        assertEquals(0, Allocation.bytes(() -> frame(frame)), "the reasons");
        assertTrue(frame.drawn > 20_000);
    }

    private void frame(Unrecorded frame) {
        game.minecraft.gui.hud.extractRenderState(frame, DeltaTracker.ZERO);
        hud.tick();
    }

    private static final class Unrecorded extends GuiGraphicsExtractor {
        private int drawn;

        Unrecorded() {
            super(WIDTH, HEIGHT);
        }

        @Override
        public void text(net.minecraft.client.gui.Font font, String text, int x, int y, int argb) {
            drawn++;
        }

        @Override
        public void fill(int x0, int y0, int x1, int y1, int argb) {
            drawn++;
        }
    }
}
