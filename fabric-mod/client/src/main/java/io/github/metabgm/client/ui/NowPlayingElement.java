package io.github.metabgm.client.ui;

import io.github.metabgm.client.Contract;
import io.github.metabgm.client.Part;
import io.github.metabgm.core.ui.Line;
import java.util.List;
import net.fabricmc.fabric.api.client.rendering.v1.hud.HudElement;
import net.fabricmc.fabric.api.client.rendering.v1.hud.HudElementRegistry;
import net.fabricmc.fabric.api.client.rendering.v1.hud.VanillaHudElements;
import net.minecraft.client.DeltaTracker;
import net.minecraft.client.Minecraft;
import net.minecraft.client.gui.Font;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import net.minecraft.resources.Identifier;

/** Draws the line that names the piece. */
final class NowPlayingElement implements HudElement {
    /** Descriptions have at most 20 words. */
    private static final int MOST_LINES = 4;

    private static final int WHITE = 0xFFFFFF;
    private static final int ALPHA_SHIFT = 24;

    private final Part part;
    private final PieceLine piece;
    private final WhySwitch why;
    private final Runnable draw = this::draw;
    private GuiGraphicsExtractor graphics;
    private String laidOutText;
    private int laidOutWidth;
    private LaidOut laidOut;

    NowPlayingElement(Part part, PieceLine piece, WhySwitch why) {
        this.part = part;
        this.piece = piece;
        this.why = why;
    }

    void register() {
        HudElementRegistry.attachElementBefore(
                VanillaHudElements.CHAT,
                Identifier.fromNamespaceAndPath("metabgm", "now_playing"),
                Contract.fulfilled(HudElement.class, this));
    }

    @Override
    public void extractRenderState(GuiGraphicsExtractor graphics, DeltaTracker delta) {
        this.graphics = graphics;
        part.run(draw);
        this.graphics = null;
    }

    /** The reasons stand in the same place and name the piece too. */
    private void draw() {
        int alpha = why.isOn() ? 0 : piece.alpha();
        if (alpha == 0) {
            return;
        }
        Font font = Minecraft.getInstance().font;
        if (laidOutText != piece.text() || laidOutWidth != graphics.guiWidth()) {
            laidOutText = piece.text();
            laidOutWidth = graphics.guiWidth();
            List<String> texts = Texts.of(List.of(Line.of("metabgm.now_playing", laidOutText)));
            laidOut = LaidOut.of(texts, MOST_LINES, graphics, font);
        }
        laidOut.draw(graphics, font, alpha << ALPHA_SHIFT | WHITE);
    }
}
