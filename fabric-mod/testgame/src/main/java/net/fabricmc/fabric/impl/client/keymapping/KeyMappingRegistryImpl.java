package net.fabricmc.fabric.impl.client.keymapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.minecraft.client.KeyMapping;

/** The mods' keys, as the game takes them over with its options. */
public final class KeyMappingRegistryImpl {
    private static final List<KeyMapping> MODDED = new ArrayList<>();
    private static boolean processed;

    private KeyMappingRegistryImpl() {}

    public static KeyMapping register(KeyMapping mapping) {
        Objects.requireNonNull(mapping, "key mapping cannot be null");
        if (processed) {
            throw new IllegalStateException("the game's options have been read already");
        }
        for (KeyMapping known : MODDED) {
            if (known.getName().equals(mapping.getName())) {
                throw new IllegalArgumentException("Attempted to register two key mappings of name " + known.getName());
            }
        }
        MODDED.add(mapping);
        return mapping;
    }

    /** The game reads its options, after the mods' entry points have run. @return the keys to read the binding of */
    public static List<KeyMapping> process() {
        processed = true;
        return List.copyOf(MODDED);
    }

    /** As if the game started anew. */
    public static void forgetAll() {
        MODDED.clear();
        processed = false;
        KeyMapping.forgetAll();
    }
}
