package net.fabricmc.loader.api;

import io.github.metabgm.absent.Absent;
import java.nio.file.Path;
import java.util.Optional;

public interface FabricLoader {
    static FabricLoader getInstance() {
        throw Absent.body();
    }

    Path getConfigDir();

    Optional<ModContainer> getModContainer(String id);

    String getRawGameVersion();
}
