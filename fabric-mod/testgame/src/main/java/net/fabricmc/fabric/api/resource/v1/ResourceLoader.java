package net.fabricmc.fabric.api.resource.v1;

import net.minecraft.resources.Identifier;
import net.minecraft.server.packs.PackType;
import net.minecraft.server.packs.resources.PreparableReloadListener;

public interface ResourceLoader {
    static ResourceLoader get(PackType type) {
        return ModReloadListeners.of(type);
    }

    /** While the game starts, before the first reload; each id once. */
    void registerReloadListener(Identifier id, PreparableReloadListener listener);
}
