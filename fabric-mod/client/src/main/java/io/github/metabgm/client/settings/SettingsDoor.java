package io.github.metabgm.client.settings;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Part;
import io.github.metabgm.core.settings.ModSettings;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.minecraft.client.Minecraft;
import net.minecraft.client.gui.screens.Screen;

/** The way into the settings screen. For the game's thread. */
public final class SettingsDoor {
    /** Mod Menu makes its entry point by itself, so it can be given nothing. */
    private static volatile SettingsDoor ofTheMod;

    private final Part part;
    private final Faults faults;
    private final Supplier<ModSettings> current;
    private final Consumer<ModSettings> done;
    private Screen made;

    /** @param done gets the settings that the player keeps */
    public SettingsDoor(Faults faults, Supplier<ModSettings> current, Consumer<ModSettings> done) {
        this.part = new Part("settings", faults);
        this.faults = faults;
        this.current = current;
        this.done = done;
    }

    /** Lets Mod Menu in, where it is there. */
    public void offerToModMenu() {
        ofTheMod = this;
    }

    /** From a tick or a key press, never while a frame is drawn. */
    public void open(Minecraft game) {
        Screen screen = screen(null);
        if (screen != null) {
            part.run(() -> game.setScreenAndShow(screen));
        }
    }

    /**
     * @param parent comes back afterwards; null for the game itself
     * @return null where this version of the game cannot show it
     */
    Screen screen(Screen parent) {
        made = null;
        part.run(() -> made = SettingsScreen.create(parent, current.get(), done, faults));
        return made;
    }

    /** As {@link #screen}, and null while the mod does not run. */
    static Screen screenForModMenu(Screen parent) {
        SettingsDoor door = ofTheMod;
        return door == null ? null : door.screen(parent);
    }
}
