package io.github.metabgm.client.ui;

import io.github.metabgm.client.Controls;
import io.github.metabgm.client.Contract;
import io.github.metabgm.client.Part;
import io.github.metabgm.core.ui.WhyText;
import java.util.Map;
import net.fabricmc.fabric.api.client.rendering.v1.hud.HudElement;
import net.fabricmc.fabric.api.client.rendering.v1.hud.HudElementRegistry;
import net.fabricmc.fabric.api.client.rendering.v1.hud.VanillaHudElements;
import net.minecraft.client.DeltaTracker;
import net.minecraft.client.Minecraft;
import net.minecraft.client.gui.Font;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import net.minecraft.resources.Identifier;

/** Draws why the piece plays, in a box. */
final class WhyElement implements HudElement {
    private static final int TEXT = 0xFFFFFFFF;
    private static final int BOX = 0xB0000000;

    private final Part part;
    private final Controls controls;
    private final WhySwitch why;
    private final Runnable draw = this::draw;
    private GuiGraphicsExtractor graphics;
    private Map<String, Object> laidOutRecord;
    private int laidOutWidth;
    private int laidOutHeight;
    private LaidOut laidOut;

    WhyElement(Part part, Controls controls, WhySwitch why) {
        this.part = part;
        this.controls = controls;
        this.why = why;
    }

    void register() {
        HudElementRegistry.attachElementBefore(
                VanillaHudElements.CHAT,
                Identifier.fromNamespaceAndPath("metabgm", "why"),
                Contract.fulfilled(HudElement.class, this));
    }

    @Override
    public void extractRenderState(GuiGraphicsExtractor graphics, DeltaTracker delta) {
        this.graphics = graphics;
        part.run(draw);
        this.graphics = null;
    }

    private void draw() {
        if (!why.isOn()) {
            laidOutRecord = null;
            return;
        }
        Font font = Minecraft.getInstance().font;
        Map<String, Object> record = controls.provenance();
        if (record != laidOutRecord
                || laidOutWidth != graphics.guiWidth()
                || laidOutHeight != graphics.guiHeight()) {
            laidOutRecord = record;
            laidOutWidth = graphics.guiWidth();
            laidOutHeight = graphics.guiHeight();
            laidOut = LaidOut.of(Texts.of(WhyText.lines(record)), Integer.MAX_VALUE, graphics, font);
        }
        laidOut.drawBox(graphics, font, BOX);
        laidOut.draw(graphics, font, TEXT);
    }
}
