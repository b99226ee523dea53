package net.minecraft.resources;

import java.util.Objects;
import java.util.regex.Pattern;

/** A namespaced name. */
public final class Identifier {
    private static final String DEFAULT_NAMESPACE = "minecraft";
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9_.-]+");
    private static final Pattern PATH = Pattern.compile("[a-z0-9_./-]+");

    private final String namespace;
    private final String path;

    private Identifier(String namespace, String path) {
        this.namespace = namespace;
        this.path = path;
    }

    public static Identifier fromNamespaceAndPath(String namespace, String path) {
        if (!NAMESPACE.matcher(namespace).matches() || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("no identifier: " + namespace + ":" + path);
        }
        return new Identifier(namespace, path);
    }

    public static Identifier withDefaultNamespace(String path) {
        return fromNamespaceAndPath(DEFAULT_NAMESPACE, path);
    }

    public static Identifier parse(String name) {
        int colon = name.indexOf(':');
        return colon < 1
                ? withDefaultNamespace(name.substring(colon + 1))
                : fromNamespaceAndPath(name.substring(0, colon), name.substring(colon + 1));
    }

    /** @return null where the name is none */
    public static Identifier tryParse(String name) {
        try {
            return parse(name);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    public String getNamespace() {
        return namespace;
    }

    public String getPath() {
        return path;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Identifier id && id.namespace.equals(namespace) && id.path.equals(path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(namespace, path);
    }

    @Override
    public String toString() {
        return namespace + ":" + path;
    }
}
