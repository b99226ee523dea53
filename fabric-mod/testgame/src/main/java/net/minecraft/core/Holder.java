package net.minecraft.core;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.minecraft.resources.ResourceKey;
import net.minecraft.tags.TagKey;

/** Something of a registry, with its name and tags. */
public interface Holder<T> {
    T value();

    boolean is(TagKey<T> tag);

    Optional<ResourceKey<T>> unwrapKey();

    Stream<TagKey<T>> tags();

    default String getRegisteredName() {
        return unwrapKey().map(key -> key.identifier().toString()).orElse("[unregistered]");
    }

    /** What registries hand out: one object for each entry. */
    final class Reference<T> implements Holder<T> {
        private final ResourceKey<T> key;
        private final T value;
        private final Set<TagKey<T>> tags;

        public Reference(ResourceKey<T> key, T value, Set<TagKey<T>> tags) {
            this.key = key;
            this.value = value;
            this.tags = Set.copyOf(tags);
        }

        @Override
        public T value() {
            return value;
        }

        @Override
        public boolean is(TagKey<T> tag) {
            return tags.contains(tag);
        }

        @Override
        public Optional<ResourceKey<T>> unwrapKey() {
            return Optional.of(key);
        }

        @Override
        public Stream<TagKey<T>> tags() {
            return tags.stream();
        }
    }

    /** An entry that a server or a mod made without a name. */
    record Direct<T>(T value) implements Holder<T> {
        @Override
        public boolean is(TagKey<T> tag) {
            return false;
        }

        @Override
        public Optional<ResourceKey<T>> unwrapKey() {
            return Optional.empty();
        }

        @Override
        public Stream<TagKey<T>> tags() {
            return Stream.of();
        }
    }
}
