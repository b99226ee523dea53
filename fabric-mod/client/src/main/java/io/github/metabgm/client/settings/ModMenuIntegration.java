package io.github.metabgm.client.settings;

import com.terraformersmc.modmenu.api.ConfigScreenFactory;
import com.terraformersmc.modmenu.api.ModMenuApi;

/** Mod Menu's way to the settings; loaded by it alone. */
public final class ModMenuIntegration implements ModMenuApi {
    /** A factory that gives null tells Mod Menu that there is no screen. */
    @Override
    public ConfigScreenFactory<?> getModConfigScreenFactory() {
        return SettingsDoor::screenForModMenu;
    }
}
