package net.fabricmc.fabric.api.client.keymapping.v1;

import net.fabricmc.fabric.impl.client.keymapping.KeyMappingRegistryImpl;
import net.minecraft.client.KeyMapping;

public final class KeyMappingHelper {
    private KeyMappingHelper() {}

    /** @throws IllegalStateException once the game has read its options */
    public static KeyMapping registerKeyMapping(KeyMapping keyMapping) {
        return KeyMappingRegistryImpl.register(keyMapping);
    }
}
