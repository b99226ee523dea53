package net.minecraft.server.packs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A resource pack: a folder, or the root of an opened zip file.
 *
 * @param id what the game calls it, such as {@code file/music.zip}
 */
public record PathPackResources(String id, Path root) {
    private static final String ASSETS = "assets";

    /** Those that the pack has a folder for. */
    public Set<String> namespaces() {
        Path assets = root.resolve(ASSETS);
        if (!Files.isDirectory(assets)) {
            return Set.of();
        }
        try (Stream<Path> folders = Files.list(assets)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString().replace("/", ""))
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @return empty where the pack has no such file */
    public Optional<Path> file(String namespace, String path) {
        return Optional.of(root.resolve(ASSETS).resolve(namespace).resolve(path)).filter(Files::isRegularFile);
    }
}
