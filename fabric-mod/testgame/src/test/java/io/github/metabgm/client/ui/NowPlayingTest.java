package io.github.metabgm.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.audio.Role;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.ui.Pieces;
import java.util.List;
import java.util.Set;
import net.fabricmc.fabric.impl.client.rendering.hud.HudElementRegistryImpl;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import org.junit.jupiter.api.Test;

class NowPlayingTest {
    private static final SidecarMessage.Track FOREST = Pieces.base(1, "Quiet harp in D dorian", "Slow harp.");

    private final HudView hud = new HudView();

    @Test
    void standsBehindTheChat() {
        List<String> layers = HudElementRegistryImpl.layers().stream().map(Object::toString).toList();
        assertEquals(
                List.of("metabgm:now_playing", "metabgm:why", "minecraft:chat"),
                layers.subList(layers.indexOf("metabgm:now_playing"), layers.indexOf("minecraft:chat") + 1));
    }

    @Test
    void namesAPieceWhenItIsHeardAndLetsTheLineGo() {
        assertEquals("", hud.read());
        hud.hear(FOREST);
        assertEquals("♪ Slow harp.", hud.read());
        assertEquals(4, hud.frame().texts().get(0).alpha());
        hud.nowMs += 500;
        assertEquals(255, hud.frame().texts().get(0).alpha());
        hud.nowMs += 6_500;
        hud.hear(FOREST);
        assertEquals(127, hud.frame().texts().get(0).alpha());
        hud.nowMs += 500;
        assertEquals("", hud.read());
    }

    @Test
    void namesTheTitleWhereThereIsNoDescription() {
        hud.hear(Pieces.base(1, "Quiet harp in D dorian", ""));
        assertEquals("♪ Quiet harp in D dorian", hud.read());
    }

    @Test
    void aPieceThatComesBackAfterAFightIsNotNamedAgain() {
        hud.hear(FOREST);
        hud.nowMs += 60_000;
        hud.hear(Pieces.of(2, Role.COMBAT, "", "Fast drums."));
        assertEquals("♪ Fast drums.", hud.read());
        hud.nowMs += 20_000;
        hud.hear(FOREST);
        assertEquals("", hud.read());
    }

    @Test
    void aNewSidecarCountsItsPiecesFromOneAgain() {
        hud.hear(FOREST);
        hud.nowMs += 60_000;
        hud.hear(Pieces.base(1, "Bright flute", "A flute."));
        assertEquals("♪ A flute.", hud.read());
    }

    @Test
    void stingsAreNotNamed() {
        hud.hear(Pieces.of(3, Role.STING, "", "A bell."));
        assertEquals("", hud.read());
    }

    @Test
    void namesNothingWhereThePlayerDoesNotWantIt() {
        hud.namesPieces = false;
        hud.hear(FOREST);
        assertEquals("", hud.read());
    }

    @Test
    void isHiddenWithTheRest() {
        hud.hear(FOREST);
        hud.game.minecraft.gui.hud.setHidden(true);
        assertEquals("", hud.read());
    }

    @Test
    void aLongDescriptionLeavesTheCrosshairFree() {
        hud.hear(Pieces.base(1, "", "Slow strings over soft piano and a distant horn, in D dorian, sparse, warm. ".repeat(9)));
        for (int width : new int[] {320, 480, 960}) {
            List<GuiGraphicsExtractor.Text> lines = hud.frame(width, HudView.HEIGHT).texts();
            assertEquals(4, lines.size());
            assertTrue(lines.get(3).text().endsWith("…"));
            assertTrue(lines.stream().allMatch(line -> line.x() + line.width() <= 0.4 * width), "width " + width);
            assertEquals(4, Set.copyOf(lines.stream().map(GuiGraphicsExtractor.Text::y).toList()).size());
        }
    }

    @Test
    void framesInWhichNothingChangesAllocateNothing() {
        hud.hear(FOREST);
        hud.nowMs += 1_000;
        assertEquals(0, hud.allocation());
    }
}
