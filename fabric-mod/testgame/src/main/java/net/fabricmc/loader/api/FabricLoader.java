package net.fabricmc.loader.api;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import net.fabricmc.loader.impl.FabricLoaderImpl;

public interface FabricLoader {
    /** @throws RuntimeException before there is one */
    static FabricLoader getInstance() {
        return FabricLoaderImpl.installed();
    }

    /** A folder that is there. */
    Path getConfigDir();

    Optional<ModContainer> getModContainer(String id);

    Collection<ModContainer> getAllMods();

    boolean isModLoaded(String id);

    String getRawGameVersion();
}
