package com.terraformersmc.modmenu.api;

import io.github.metabgm.absent.Absent;

public interface ModMenuApi {
    default ConfigScreenFactory<?> getModConfigScreenFactory() {
        throw Absent.body();
    }
}
