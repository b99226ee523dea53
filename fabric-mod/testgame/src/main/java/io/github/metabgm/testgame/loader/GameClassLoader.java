package io.github.metabgm.testgame.loader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Defines the game's classes and the mods' side by side, as Fabric's does; everything else is the JVM's. What is in
 * a package that a mod's jar has comes from that jar and from nowhere else.
 */
public final class GameClassLoader extends ClassLoader {
    /** What belongs to the game: its own packages, Fabric's, and the driver that plays it. */
    private static final List<String> GAME = List.of(
            "net.minecraft.",
            "com.mojang.",
            "net.fabricmc.",
            "com.terraformersmc.",
            "io.github.metabgm.player.trace.",
            "io.github.metabgm.testgame.world.",
            "io.github.metabgm.testgame.play.");

    static {
        registerAsParallelCapable();
    }

    private final Predicate<String> inherited;
    private final List<ModJar> mods;
    private final Alteration alteration;
    private final BiFunction<String, byte[], byte[]> transformer;
    private final Set<String> defined = new ConcurrentSkipListSet<>();

    /**
     * @param inherited names of classes that are left to the parent, whosesoever they are
     * @param transformer makes of a class's name and bytes those that are defined
     */
    GameClassLoader(
            ClassLoader parent,
            Predicate<String> inherited,
            List<ModJar> mods,
            Alteration alteration,
            BiFunction<String, byte[], byte[]> transformer) {
        super(parent);
        this.inherited = inherited;
        this.mods = List.copyOf(mods);
        this.alteration = alteration;
        this.transformer = transformer;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean own = modOf(name) != null || GAME.stream().anyMatch(name::startsWith);
        if (!own || inherited.test(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = transformer.apply(name, bytesOf(name));
        defined.add(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** A class as it is before mixins. */
    byte[] bytesOf(String name) throws ClassNotFoundException {
        try {
            byte[] bytes = alteration.apply(name, unaltered(name));
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return bytes;
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    private byte[] unaltered(String name) throws IOException {
        ModJar mod = modOf(name);
        if (mod != null) {
            return mod.bytes(entry(name));
        }
        try (InputStream in = super.getResourceAsStream(entry(name))) {
            return in == null ? null : in.readAllBytes();
        }
    }

    /** Null where the class is no mod's. */
    private ModJar modOf(String name) {
        String folder = name.substring(0, Math.max(0, name.lastIndexOf('.'))).replace('.', '/');
        for (ModJar mod : mods) {
            if (mod.hasClassesIn(folder)) {
                return mod;
            }
        }
        return null;
    }

    private static String entry(String name) {
        return name.replace('.', '/') + ".class";
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        try {
            for (ModJar mod : mods) {
                if (mod.has(name)) {
                    return Files.newInputStream(mod.root().resolve(name));
                }
            }
        } catch (IOException unreadable) {
            return null;
        }
        return super.getResourceAsStream(name);
    }

    boolean isDefined(String name) {
        return defined.contains(name);
    }

    /** Names of the classes defined so far. */
    public Set<String> defined() {
        return new TreeSet<>(defined);
    }
}
