package io.github.metabgm.signatures.model;

import io.github.metabgm.signatures.files.ClassFiles;
import io.github.metabgm.signatures.files.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Classes of some jars, in a class path's order, with those of this JDK behind them. */
public final class Library {
    private final List<ClassFiles> jars;
    private final Map<String, ClassFiles> holders = new HashMap<>();
    private final Map<String, ClassNode> read = new HashMap<>();

    public Library(List<ClassFiles> jars) {
        this.jars = List.copyOf(jars);
        for (ClassFiles jar : jars) {
            jar.classes().forEach(name -> holders.putIfAbsent(name, jar));
        }
    }

    /**
     * @param internalName such as {@code net/minecraft/client/Minecraft}
     * @return null where no jar has it
     * @throws DamagedClassException when it is there and cannot be read
     */
    public ClassNode find(String internalName) {
        if (!read.containsKey(internalName)) {
            ClassFiles holder = holders.get(internalName);
            byte[] bytes = holder == null ? ofJdk(internalName) : bytes(holder, internalName);
            read.put(internalName, bytes == null ? null : node(bytes, holder, internalName));
        }
        return read.get(internalName);
    }

    private static byte[] bytes(ClassFiles holder, String internalName) {
        try {
            return holder.classFile(internalName);
        } catch (UnreadableException damaged) {
            throw new DamagedClassException(damaged.getMessage(), damaged);
        }
    }

    private static byte[] ofJdk(String internalName) {
        try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(internalName + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException brokenJdk) {
            throw new UncheckedIOException(brokenJdk);
        }
    }

    private static ClassNode node(byte[] bytes, ClassFiles holder, String internalName) {
        ClassNode node = new ClassNode();
        try {
            new ClassReader(bytes).accept(node, ClassReader.SKIP_FRAMES);
        } catch (RuntimeException unreadable) {
            // ASM knows no better than to run out of an array's bounds on a damaged class.
            String file = (holder == null ? "JDK" : holder.path()) + ": " + internalName + ".class";
            throw new DamagedClassException(file + " is damaged or of an unknown version: " + unreadable, unreadable);
        }
        return node;
    }

    /** Internal names of all classes but the JDK's. */
    public Set<String> names() {
        return new TreeSet<>(holders.keySet());
    }

    /** Whether some class of it is there. */
    public boolean holdsAnyOf(Origin origin) {
        return holders.keySet().stream().anyMatch(origin::holds);
    }

    /** Classes with the same name in other packages. */
    public Set<String> namesakes(String internalName) {
        String simple = internalName.substring(internalName.lastIndexOf('/'));
        return holders.keySet().stream()
                .filter(name -> name.endsWith(simple) && !name.equals(internalName))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @return null where no jar has such a file */
    public String text(String file) throws UnreadableException {
        for (ClassFiles jar : jars) {
            String text = jar.text(file);
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
