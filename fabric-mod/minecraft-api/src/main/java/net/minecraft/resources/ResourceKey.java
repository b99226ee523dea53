package net.minecraft.resources;

import io.github.metabgm.absent.Absent;

public final class ResourceKey<T> {
    public Identifier identifier() {
        throw Absent.body();
    }

    public static <T> ResourceKey<T> create(ResourceKey<? extends T> registry, Identifier id) {
        throw Absent.body();
    }
}
