package io.github.metabgm.signatures.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** What a jar with the jars nested in it, or a folder, holds. */
public final class ClassFiles implements AutoCloseable {
    private static final String CLASS = ".class";

    private final Path path;
    private final ZipFile zip;
    private final Map<String, Entry> entries = new HashMap<>();

    private ClassFiles(Path path, ZipFile zip) {
        this.path = path;
        this.zip = zip;
    }

    /** @throws UnreadableException when it is neither a jar nor a folder, is damaged, or holds no class */
    public static ClassFiles open(Path path) throws UnreadableException {
        if (!Files.exists(path)) {
            throw new UnreadableException(path + ": no such file");
        }
        try {
            ClassFiles files = Files.isDirectory(path) ? ofFolder(path) : ofJar(path);
            if (files.classes().isEmpty()) {
                files.close();
                throw new UnreadableException(path + ": holds no class file; a jar of classes was expected");
            }
            return files;
        } catch (IOException unreadable) {
            throw new UnreadableException(path + ": not a readable jar: " + reason(unreadable), unreadable);
        }
    }

    private static String reason(IOException fault) {
        return fault.getMessage() == null || fault instanceof FileSystemException
                ? fault.getClass().getSimpleName()
                : fault.getMessage();
    }

    private static ClassFiles ofFolder(Path folder) throws IOException {
        ClassFiles files = new ClassFiles(folder, null);
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> regular = all.filter(Files::isRegularFile).toList();
            for (Path file : regular) {
                String name = folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
                files.entries.put(name, () -> Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static ClassFiles ofJar(Path jar) throws IOException {
        ZipFile zip = new ZipFile(jar.toFile());
        ClassFiles files = new ClassFiles(jar, zip);
        try {
            files.entries.putAll(JarEntries.of(zip));
        } catch (IOException | IllegalArgumentException damaged) {
            zip.close();
            throw damaged instanceof IOException io ? io : new IOException(damaged.getMessage(), damaged);
        }
        return files;
    }

    public Path path() {
        return path;
    }

    /** Internal names, such as {@code net/minecraft/client/Minecraft}. */
    public Set<String> classes() {
        return entries.keySet().stream()
                .filter(name -> name.endsWith(CLASS) && !name.startsWith("META-INF/"))
                .map(name -> name.substring(0, name.length() - CLASS.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @return null where it holds no such class */
    public byte[] classFile(String internalName) throws UnreadableException {
        return read(internalName + CLASS);
    }

    /** @return null where it holds no such file */
    public String text(String name) throws UnreadableException {
        byte[] bytes = read(name);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] read(String name) throws UnreadableException {
        Entry entry = entries.get(name);
        try {
            return entry == null ? null : entry.read();
        } catch (IOException damaged) {
            throw new UnreadableException(path + ": " + name + " is damaged: " + damaged.getMessage(), damaged);
        }
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}
