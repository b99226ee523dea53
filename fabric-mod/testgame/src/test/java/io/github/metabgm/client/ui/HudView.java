package io.github.metabgm.client.ui;

import io.github.metabgm.core.codec.SidecarMessage;
import java.util.Optional;
import java.util.stream.Collectors;
import net.minecraft.client.DeltaTracker;
import net.minecraft.client.gui.Font;
import net.minecraft.client.gui.GuiGraphicsExtractor;

/** The head-up display of a started game, frame by frame, on a clock that the test turns. */
final class HudView {
    static final int WIDTH = 480;
    static final int HEIGHT = 270;

    final StartedGame game = new StartedGame().inWorld();
    long nowMs = 10_000;
    boolean namesPieces = true;
    private final Hud hud = new Hud(game.faults, game.controls, game.why, () -> namesPieces, () -> nowMs);

    HudView() {
        hud.register();
    }

    void hear(SidecarMessage.Track piece) {
        game.controls.piece = Optional.of(piece);
        hud.tick();
    }

    GuiGraphicsExtractor frame() {
        return frame(WIDTH, HEIGHT);
    }

    GuiGraphicsExtractor frame(int width, int height) {
        GuiGraphicsExtractor frame = new GuiGraphicsExtractor(width, height);
        game.minecraft.gui.hud.extractRenderState(frame, DeltaTracker.ZERO);
        return frame;
    }

    /** The next frame's lines, from the first drawn on. */
    String read() {
        return frame().texts().stream().map(GuiGraphicsExtractor.Text::text).collect(Collectors.joining("|"));
    }

    /** @return bytes that a tick and a frame take, as {@link Allocation#bytes} */
    long allocation() {
        Unrecorded frame = new Unrecorded();
        long bytes = Allocation.bytes(() -> {
            hud.tick();
            game.minecraft.gui.hud.extractRenderState(frame, DeltaTracker.ZERO);
        });
        if (!frame.drawn) {
            throw new AssertionError("nothing was drawn");
        }
        return bytes;
    }

    private static final class Unrecorded extends GuiGraphicsExtractor {
        private boolean drawn;

        Unrecorded() {
            super(WIDTH, HEIGHT);
        }

        @Override
        public void text(Font font, String text, int x, int y, int argb) {
            drawn = true;
        }

        @Override
        public void fill(int x0, int y0, int x1, int y1, int argb) {}
    }
}
