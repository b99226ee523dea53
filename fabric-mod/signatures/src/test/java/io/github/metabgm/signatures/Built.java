package io.github.metabgm.signatures;

import io.github.metabgm.signatures.files.ClassFiles;
import io.github.metabgm.signatures.files.UnreadableException;
import java.nio.file.Path;

/** What the modules beside this one were built to. */
final class Built {
    /** Maven sets basedir to this module's folder. */
    static final Path REPOSITORY =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../..").normalize();

    private Built() {}

    /** The adapter's own classes; nothing else knows the game. */
    static ClassFiles mod() throws UnreadableException {
        return classes("client");
    }

    static ClassFiles stubs() throws UnreadableException {
        return classes("minecraft-api");
    }

    static ClassFiles standInGame() throws UnreadableException {
        return classes("testgame");
    }

    private static ClassFiles classes(String module) throws UnreadableException {
        return ClassFiles.open(classesOf(module));
    }

    /** @param module such as {@code core} */
    static Path classesOf(String module) {
        return REPOSITORY.resolve("fabric-mod").resolve(module).resolve("target/classes");
    }
}
