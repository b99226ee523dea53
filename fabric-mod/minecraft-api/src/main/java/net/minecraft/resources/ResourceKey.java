package net.minecraft.resources;

import io.github.metabgm.absent.Absent;

public final class ResourceKey<T> {
    public Identifier identifier() {
        throw Absent.body();
    }
}
