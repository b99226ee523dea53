package io.github.metabgm.testgame.loader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads a mod into a game. */
public final class Launcher {
    private final Installation installation;
    private final GameClasses game;

    public Launcher(Installation installation, GameClasses game) {
        this.installation = installation;
        this.game = game;
    }

    /**
     * Loads the mod if it runs on this side; on the other one nothing of it is touched.
     *
     * @param gameDir holds the folder {@code config}
     * @throws ModLoadException when something that it depends on is missing
     */
    public LoadedGame load(ModJar mod, Path gameDir) throws ModLoadException {
        ModDescription description = mod.description();
        boolean runs = installation.side().runs(description.environment());
        List<ModJar> mods = runs ? List.of(mod) : List.of();
        if (runs) {
            List<String> lacking = installation.lacking(description);
            if (!lacking.isEmpty()) {
                throw new ModLoadException(mod.file() + ": " + description.id() + " " + String.join("; ", lacking));
            }
        }
        GameClassLoader loader = new GameClassLoader(game, mods, Mixins::transform);
        LoadedGame loaded = new LoadedGame(loader, installation, mods);
        loaded.installApi(gameDir);
        List<String> configs = new ArrayList<>();
        mods.forEach(each -> configs.addAll(each.description().mixins()));
        if (!configs.isEmpty()) {
            Mixins.enter(loader, configs);
        }
        return loaded;
    }
}
