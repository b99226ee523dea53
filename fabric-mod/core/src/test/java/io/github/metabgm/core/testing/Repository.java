package io.github.metabgm.core.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the repository's folders that the Java modules share with the sidecar. */
public final class Repository {
    private Repository() {}

    /** @param folder for example {@code protocol/vectors} */
    public static Path folder(String folder) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(folder))) {
                return at.resolve(folder);
            }
        }
        throw new IllegalStateException("no folder " + folder + " above " + Path.of("").toAbsolutePath());
    }
}
