package io.github.metabgm.testgame.loader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads a mod into a game. */
public final class Launcher {
    private final Installation installation;
    private final Alteration alteration;
    private final CommonClasses common;

    public Launcher(Installation installation, Alteration alteration, CommonClasses common) {
        this.installation = installation;
        this.alteration = alteration;
        this.common = common;
    }

    /**
     * Loads the mod if it runs on this side; on the other one nothing of it is touched.
     *
     * @param configDir where mods keep their settings
     * @throws ModLoadException when something that it depends on is missing
     */
    public LoadedGame load(ModJar mod, Path configDir) throws ModLoadException {
        ModDescription description = mod.description();
        boolean runs = installation.side().runs(description.environment());
        List<ModJar> mods = runs ? List.of(mod) : List.of();
        if (runs) {
            List<String> lacking = installation.lacking(description);
            if (!lacking.isEmpty()) {
                throw new ModLoadException(mod.file() + ": " + description.id() + " " + String.join("; ", lacking));
            }
        }
        GameClassLoader loader =
                new GameClassLoader(common.loader(), common::has, mods, alteration, Mixins::transform);
        LoadedGame loaded = new LoadedGame(loader, installation, mods);
        loaded.installApi(configDir);
        List<String> configs = new ArrayList<>();
        mods.forEach(each -> configs.addAll(each.description().mixins()));
        if (!configs.isEmpty()) {
            Mixins.enter(loader, configs);
        }
        return loaded;
    }
}
