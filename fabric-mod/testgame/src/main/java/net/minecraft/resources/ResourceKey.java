package net.minecraft.resources;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The name of something in a registry; one object for each name, so that identity is equality. */
public final class ResourceKey<T> {
    private record Name(Identifier registry, Identifier identifier) {}

    private static final Identifier ROOT = Identifier.withDefaultNamespace("root");
    private static final Map<Name, ResourceKey<?>> KEYS = new ConcurrentHashMap<>();

    private final Name name;

    private ResourceKey(Name name) {
        this.name = name;
    }

    public static <T> ResourceKey<T> create(ResourceKey<? extends T> registry, Identifier id) {
        return of(new Name(registry.identifier(), id));
    }

    public static <T> ResourceKey<T> createRegistryKey(Identifier id) {
        return of(new Name(ROOT, id));
    }

    @SuppressWarnings("unchecked")
    private static <T> ResourceKey<T> of(Name name) {
        return (ResourceKey<T>) KEYS.computeIfAbsent(name, ResourceKey::new);
    }

    public Identifier identifier() {
        return name.identifier;
    }

    public Identifier registry() {
        return name.registry;
    }

    @Override
    public String toString() {
        return "ResourceKey[" + name.registry + " / " + name.identifier + "]";
    }
}
