package net.fabricmc.fabric.api.resource.v1;

import java.util.LinkedHashMap;
import java.util.Map;
import net.minecraft.resources.Identifier;
import net.minecraft.server.packs.PackType;
import net.minecraft.server.packs.resources.PreparableReloadListener;
import net.minecraft.server.packs.resources.ReloadableResourceManager;

/** What mods registered, for the game to take over before its first reload. */
public final class ModReloadListeners implements ResourceLoader {
    private static final ModReloadListeners CLIENT = new ModReloadListeners();

    private final Map<Identifier, PreparableReloadListener> listeners = new LinkedHashMap<>();

    private ModReloadListeners() {}

    /** The game knows data packs too, which no part of a client's mod asks for. */
    public static ModReloadListeners of(PackType type) {
        if (type != PackType.CLIENT_RESOURCES) {
            throw new IllegalArgumentException("no listeners of " + type);
        }
        return CLIENT;
    }

    @Override
    public void registerReloadListener(Identifier id, PreparableReloadListener listener) {
        if (listeners.putIfAbsent(id, listener) != null) {
            throw new IllegalStateException("registered twice: " + id);
        }
    }

    /** Hands them over, once. */
    public void moveTo(ReloadableResourceManager manager) {
        listeners.values().forEach(manager::registerReloadListener);
        listeners.clear();
    }
}
