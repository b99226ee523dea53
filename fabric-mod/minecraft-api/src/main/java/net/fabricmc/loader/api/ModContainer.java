package net.fabricmc.loader.api;

import io.github.metabgm.absent.Absent;
import java.nio.file.Path;
import java.util.Optional;
import net.fabricmc.loader.api.metadata.ModMetadata;

public interface ModContainer {
    ModMetadata getMetadata();

    default Optional<Path> findPath(String file) {
        throw Absent.body();
    }
}
