package io.github.metabgm.testgame.loader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A mod as it lies in the folder {@code mods}. */
public final class ModJar implements AutoCloseable {
    private static final String DESCRIPTION = "fabric.mod.json";
    /** Whole classes and descriptions are some kilobytes; an entry claiming more is none. */
    private static final int MOST_BYTES = 4 << 20;

    private final Path file;
    private final ZipFile zip;
    private final FileSystem files;
    private final ModDescription description;
    private final Set<String> packages;

    private ModJar(Path file, ZipFile zip) throws IOException, ModLoadException {
        this.file = file;
        this.zip = zip;
        byte[] text = bytes(DESCRIPTION);
        if (text == null) {
            throw new ModLoadException(file + ": no " + DESCRIPTION + " in it");
        }
        description = DescriptionReader.read(file + ": " + DESCRIPTION, new String(text, StandardCharsets.UTF_8));
        packages = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(".class") && name.contains("/"))
                .map(name -> name.substring(0, name.lastIndexOf('/')))
                .collect(Collectors.toSet());
        files = FileSystems.newFileSystem(file);
    }

    /** @throws ModLoadException when it is no jar of a mod */
    public static ModJar open(Path file) throws ModLoadException {
        try {
            ZipFile zip = new ZipFile(file.toFile());
            try {
                return new ModJar(file, zip);
            } catch (IOException | ModLoadException unreadable) {
                zip.close();
                throw unreadable;
            }
        } catch (ZipException notZip) {
            throw new ModLoadException(file + ": not a jar: " + notZip.getMessage(), notZip);
        } catch (IOException unreadable) {
            throw new ModLoadException(file + ": cannot be read: " + unreadable, unreadable);
        }
    }

    public ModDescription description() {
        return description;
    }

    Path file() {
        return file;
    }

    /** The jar's inside as a folder. */
    public Path root() {
        return files.getPath("/");
    }

    /** @return null where there is no such entry */
    byte[] bytes(String entry) throws IOException {
        ZipEntry found = zip.getEntry(entry);
        if (found == null) {
            return null;
        }
        try (InputStream in = zip.getInputStream(found)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(file + ": " + entry + ": expected at most " + MOST_BYTES + " bytes");
            }
            return bytes;
        }
    }

    /** @param folder without a slash at the end */
    boolean hasClassesIn(String folder) {
        return packages.contains(folder);
    }

    boolean has(String entry) {
        return zip.getEntry(entry) != null;
    }

    @Override
    public void close() throws IOException {
        files.close();
        zip.close();
    }
}
