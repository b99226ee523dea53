package net.minecraft.core;

import io.github.metabgm.absent.Absent;
import java.util.Optional;
import java.util.stream.Stream;
import net.minecraft.resources.ResourceKey;
import net.minecraft.tags.TagKey;

public interface Holder<T> {
    T value();

    Optional<ResourceKey<T>> unwrapKey();

    Stream<TagKey<T>> tags();

    default String getRegisteredName() {
        throw Absent.body();
    }
}
