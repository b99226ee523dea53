package io.github.metabgm.signatures.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The files of a jar and of the jars within it, as Fabric nests them. */
final class JarEntries {
    private static final String NESTED = "META-INF/jars/";
    /** The loader's users nest one deep, a library within a library two. */
    private static final int MOST_NESTING = 4;

    private JarEntries() {}

    /** What an outer jar holds hides the same in an inner one. */
    static Map<String, Entry> of(ZipFile jar) throws IOException {
        Map<String, Entry> entries = new HashMap<>();
        for (Enumeration<? extends ZipEntry> all = jar.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            if (!entry.isDirectory()) {
                entries.put(entry.getName(), () -> {
                    try (InputStream in = jar.getInputStream(entry)) {
                        return Entry.whole(in);
                    }
                });
            }
        }
        addNested(entries, 1);
        return entries;
    }

    private static void addNested(Map<String, Entry> entries, int depth) throws IOException {
        for (Map.Entry<String, Entry> nested : Map.copyOf(entries).entrySet()) {
            if (depth <= MOST_NESTING && nested.getKey().startsWith(NESTED) && nested.getKey().endsWith(".jar")) {
                Map<String, Entry> inner = inner(nested.getKey(), nested.getValue().read());
                addNested(inner, depth + 1);
                inner.forEach(entries::putIfAbsent);
            }
        }
    }

    private static Map<String, Entry> inner(String name, byte[] jar) throws IOException {
        Map<String, Entry> entries = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = Entry.whole(in);
                entries.put(entry.getName(), () -> bytes);
            }
        }
        if (entries.isEmpty()) {
            throw new IOException(name + " in it is no jar");
        }
        return entries;
    }
}
