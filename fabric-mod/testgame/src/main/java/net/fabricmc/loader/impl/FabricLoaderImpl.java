package net.fabricmc.loader.impl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.fabricmc.loader.api.FabricLoader;
import net.fabricmc.loader.api.ModContainer;

/**
 * What mods can ask the loader.
 *
 * @param configDir where mods keep their settings
 * @param gameVersion as {@code 26.2}
 * @param mods all that are loaded
 */
public record FabricLoaderImpl(Path configDir, String gameVersion, List<ModContainer> mods) implements FabricLoader {
    private static volatile FabricLoaderImpl installed;

    public FabricLoaderImpl {
        mods = List.copyOf(mods);
    }

    /**
     * Makes the one that {@link FabricLoader#getInstance()} gives from now on.
     *
     * @param versions by mod id
     * @param roots insides of jars by mod id, for those that have one
     */
    public static void install(
            Path configDir, String gameVersion, Map<String, String> versions, Map<String, Path> roots) {
        List<ModContainer> mods = new ArrayList<>();
        versions.forEach((id, version) -> {
            Path root = roots.get(id);
            mods.add(new ModContainerImpl(
                    new ModContainerImpl.Metadata(id, new ModContainerImpl.PlainVersion(version)),
                    root == null ? List.of() : List.of(root)));
        });
        installed = new FabricLoaderImpl(configDir, gameVersion, mods);
    }

    public static FabricLoaderImpl installed() {
        if (installed == null) {
            throw new IllegalStateException("Accessed FabricLoader too early!");
        }
        return installed;
    }

    @Override
    public Path getConfigDir() {
        try {
            return Files.createDirectories(configDir);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public Optional<ModContainer> getModContainer(String id) {
        return mods.stream().filter(mod -> mod.getMetadata().getId().equals(id)).findFirst();
    }

    @Override
    public Collection<ModContainer> getAllMods() {
        return mods;
    }

    @Override
    public boolean isModLoaded(String id) {
        return getModContainer(id).isPresent();
    }

    @Override
    public String getRawGameVersion() {
        return gameVersion;
    }
}
