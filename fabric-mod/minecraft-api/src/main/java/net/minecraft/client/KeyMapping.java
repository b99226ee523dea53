package net.minecraft.client;

import io.github.metabgm.absent.Absent;
import net.minecraft.resources.Identifier;

public class KeyMapping {
    public KeyMapping(String name, int key, KeyMapping.Category category) {
        throw Absent.body();
    }

    public boolean consumeClick() {
        throw Absent.body();
    }

    public static final class Category {
        public static KeyMapping.Category register(Identifier id) {
            throw Absent.body();
        }
    }
}
