package net.minecraft.tags;

import io.github.metabgm.absent.Absent;
import net.minecraft.resources.Identifier;

public final class TagKey<T> {
    public Identifier location() {
        throw Absent.body();
    }
}
