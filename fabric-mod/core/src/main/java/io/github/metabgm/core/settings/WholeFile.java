package io.github.metabgm.core.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replaces a file as a whole, so that a crash leaves the old one or the new one. */
final class WholeFile {
    private WholeFile() {}

    /** @throws IOException naming the file; it is then as it was */
    static void replace(Path path, String text) throws IOException {
        try {
            // Where it is a link, the file behind it is meant.
            Path target = Files.exists(path) ? path.toRealPath() : path;
            Files.createDirectories(target.getParent());
            Path beside = Files.createTempFile(target.getParent(), target.getFileName().toString(), ".tmp");
            try {
                Files.write(beside, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.SYNC);
                move(beside, target);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException unwritable) {
            throw new IOException(path + ": cannot be written: " + unwritable, unwritable);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
