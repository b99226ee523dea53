package net.fabricmc.fabric.api.resource.v1;

import io.github.metabgm.absent.Absent;
import net.minecraft.resources.Identifier;
import net.minecraft.server.packs.PackType;
import net.minecraft.server.packs.resources.PreparableReloadListener;

public interface ResourceLoader {
    static ResourceLoader get(PackType type) {
        throw Absent.body();
    }

    void registerReloadListener(Identifier id, PreparableReloadListener listener);
}
