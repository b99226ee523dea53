package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.BiomeTags;
import net.minecraft.resources.Identifier;

/** The game's names as scenes have them. */
final class GameNames {
    static final int MOST_CHARS = BiomeTags.NAME_CHARS;

    private static final String VANILLA = "minecraft";

    private GameNames() {}

    /** @return namespaced; null where it is too long to be told */
    static String full(Identifier id) {
        String name = id.toString();
        return name.length() <= MOST_CHARS ? name : null;
    }

    /** @return bare for what is vanilla; empty where it is too long to be told */
    static String kind(Identifier id) {
        String name = id.getNamespace().equals(VANILLA) ? id.getPath() : full(id);
        return name == null || name.length() > MOST_CHARS ? "" : name;
    }
}
