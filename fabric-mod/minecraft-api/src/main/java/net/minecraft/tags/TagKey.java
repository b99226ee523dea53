package net.minecraft.tags;

import io.github.metabgm.absent.Absent;
import net.minecraft.resources.Identifier;
import net.minecraft.resources.ResourceKey;

public final class TagKey<T> {
    public static <T> TagKey<T> create(ResourceKey<? extends T> registry, Identifier id) {
        throw Absent.body();
    }

    public Identifier location() {
        throw Absent.body();
    }
}
