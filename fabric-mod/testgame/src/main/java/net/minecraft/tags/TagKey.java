package net.minecraft.tags;

import net.minecraft.resources.Identifier;
import net.minecraft.resources.ResourceKey;

public record TagKey<T>(ResourceKey<? extends T> registry, Identifier location) {
    public static <T> TagKey<T> create(ResourceKey<? extends T> registry, Identifier id) {
        return new TagKey<>(registry, id);
    }
}
