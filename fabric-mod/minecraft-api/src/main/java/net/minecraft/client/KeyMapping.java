package net.minecraft.client;

import io.github.metabgm.absent.Absent;
import net.minecraft.resources.Identifier;

public class KeyMapping {
    public KeyMapping(String a, int b, KeyMapping.Category c) {
        throw Absent.body();
    }

    public boolean consumeClick() {
        throw Absent.body();
    }

    public static final class Category {
        public static KeyMapping.Category register(Identifier a) {
            throw Absent.body();
        }
    }
}
