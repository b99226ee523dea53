package net.fabricmc.fabric.impl.client.rendering.hud;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.fabricmc.fabric.api.client.rendering.v1.hud.HudElement;
import net.fabricmc.fabric.api.client.rendering.v1.hud.VanillaHudElements;
import net.minecraft.client.DeltaTracker;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import net.minecraft.resources.Identifier;

/** The layers over the game from the back to the front; the game's own draw nothing here. */
public final class HudElementRegistryImpl {
    private record Layer(Identifier id, HudElement element) {}

    private static final List<Layer> LAYERS = new ArrayList<>();

    static {
        forgetAll();
    }

    private HudElementRegistryImpl() {}

    /** As if the game started anew. */
    public static void forgetAll() {
        LAYERS.clear();
        for (Identifier vanilla : List.of(
                VanillaHudElements.HOTBAR,
                VanillaHudElements.BOSS_BAR,
                VanillaHudElements.OVERLAY_MESSAGE,
                VanillaHudElements.CHAT,
                VanillaHudElements.SUBTITLES)) {
            LAYERS.add(new Layer(vanilla, (graphics, delta) -> {}));
        }
    }

    public static void attachElementBefore(Identifier beforeThis, Identifier id, HudElement element) {
        int at = indexOf(beforeThis);
        if (at < 0) {
            throw new IllegalArgumentException("Layer with identifier " + beforeThis + " not found");
        }
        add(at, id, element);
    }

    public static void addLast(Identifier id, HudElement element) {
        add(LAYERS.size(), id, element);
    }

    /** Draws all of them; what one throws reaches the game. */
    public static void extractRenderState(GuiGraphicsExtractor graphics, DeltaTracker delta) {
        for (int i = 0; i < LAYERS.size(); i++) {
            LAYERS.get(i).element().extractRenderState(graphics, delta);
        }
    }

    /** From the back to the front. */
    public static List<Identifier> layers() {
        return LAYERS.stream().map(Layer::id).toList();
    }

    private static void add(int at, Identifier id, HudElement element) {
        if (indexOf(id) >= 0) {
            throw new IllegalArgumentException("Layer with identifier " + id + " already exists");
        }
        LAYERS.add(at, new Layer(id, Objects.requireNonNull(element)));
    }

    private static int indexOf(Identifier id) {
        for (int i = 0; i < LAYERS.size(); i++) {
            if (LAYERS.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
