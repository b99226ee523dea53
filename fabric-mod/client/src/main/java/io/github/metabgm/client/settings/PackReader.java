package io.github.metabgm.client.settings;

import io.github.metabgm.core.settings.PackWishes;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;
import net.fabricmc.fabric.api.resource.v1.ResourceLoader;
import net.minecraft.resources.Identifier;
import net.minecraft.server.packs.PackType;
import net.minecraft.server.packs.resources.Resource;
import net.minecraft.server.packs.resources.ResourceManager;
import net.minecraft.server.packs.resources.ResourceManagerReloadListener;

/** Reads {@code assets/NAMESPACE/metabgm.json} of every namespace from every pack that has one. */
final class PackReader {
    private static final String FILE = "metabgm.json";

    private final ResourceManager packs;

    private PackReader(ResourceManager packs) {
        this.packs = packs;
    }

    /** @param reloaded called on the game's thread */
    static void register(Consumer<PackReader> reloaded) {
        ResourceManagerReloadListener listener = packs -> reloaded.accept(new PackReader(packs));
        ResourceLoader.get(PackType.CLIENT_RESOURCES)
                .registerReloadListener(Identifier.fromNamespaceAndPath("metabgm", "pack_lists"), listener);
    }

    PackWishes wishes() {
        PackWishes wishes = new PackWishes();
        for (String namespace : packs.getNamespaces()) {
            for (Resource file : packs.getResourceStack(Identifier.fromNamespaceAndPath(namespace, FILE))) {
                add(wishes, "pack " + file.sourcePackId() + ", " + namespace + ":" + FILE, file);
            }
        }
        return wishes;
    }

    private static void add(PackWishes wishes, String name, Resource file) {
        try (BufferedReader reader = file.openAsReader()) {
            wishes.add(name, beginning(reader));
        } catch (IOException unreadable) {
            wishes.addFault(name, "cannot be read: " + unreadable);
        }
    }

    /** As much as a file may hold, and one character more where it holds more. */
    private static String beginning(BufferedReader reader) throws IOException {
        char[] text = new char[PackWishes.MOST_CHARS + 1];
        int length = 0;
        int read = 0;
        while (read >= 0 && length < text.length) {
            length += read;
            read = reader.read(text, length, text.length - length);
        }
        return new String(text, 0, length);
    }
}
