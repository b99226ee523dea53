package net.fabricmc.fabric.api.client.keymapping.v1;

import io.github.metabgm.absent.Absent;
import net.minecraft.client.KeyMapping;

public final class KeyMappingHelper {
    public static KeyMapping registerKeyMapping(KeyMapping key) {
        throw Absent.body();
    }
}
