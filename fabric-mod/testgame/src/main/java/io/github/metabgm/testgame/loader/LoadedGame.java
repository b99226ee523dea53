package io.github.metabgm.testgame.loader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A game with its mods, before anything of it runs. */
public final class LoadedGame {
    private final GameClassLoader loader;
    private final Installation installation;
    private final List<ModJar> mods;

    LoadedGame(GameClassLoader loader, Installation installation, List<ModJar> mods) {
        this.loader = loader;
        this.installation = installation;
        this.mods = mods;
    }

    public GameClassLoader loader() {
        return loader;
    }

    /** Instances of what mods name under a key, made anew. */
    public List<Object> entrypoints(String key) throws ModLoadException {
        List<Object> instances = new ArrayList<>();
        for (ModJar mod : mods) {
            for (String name : mod.description().entrypoints().getOrDefault(key, List.of())) {
                instances.add(instance(mod, key, name));
            }
        }
        return instances;
    }

    private Object instance(ModJar mod, String key, String name) throws ModLoadException {
        try {
            return loader.loadClass(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException notThere) {
            throw new ModLoadException(mod.file() + ": entrypoints." + key + ": " + name + ": " + notThere, notThere);
        }
    }

    /** Gives {@code FabricLoader.getInstance()} its answers. */
    void installApi(Path configDir) throws ModLoadException {
        Map<String, String> versions = new HashMap<>(installation.versions());
        Map<String, Path> roots = new HashMap<>();
        for (ModJar mod : mods) {
            versions.put(mod.description().id(), mod.description().version());
            roots.put(mod.description().id(), mod.root());
        }
        try {
            loader.loadClass("net.fabricmc.loader.impl.FabricLoaderImpl")
                    .getMethod("install", Path.class, String.class, Map.class, Map.class)
                    .invoke(null, configDir, installation.gameVersion(), versions, roots);
        } catch (ReflectiveOperationException noLoader) {
            throw new ModLoadException("the game's loader API: " + noLoader, noLoader);
        }
    }
}
