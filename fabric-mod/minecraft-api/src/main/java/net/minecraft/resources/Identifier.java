package net.minecraft.resources;

import io.github.metabgm.absent.Absent;

public final class Identifier {
    public static Identifier fromNamespaceAndPath(String namespace, String path) {
        throw Absent.body();
    }

    public String getNamespace() {
        throw Absent.body();
    }

    public String getPath() {
        throw Absent.body();
    }
}
