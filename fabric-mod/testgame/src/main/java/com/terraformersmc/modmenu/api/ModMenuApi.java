package com.terraformersmc.modmenu.api;

public interface ModMenuApi {
    /** A factory of no screen, which is how Mod Menu knows that a mod has none. */
    default ConfigScreenFactory<?> getModConfigScreenFactory() {
        return parent -> null;
    }
}
