package io.github.metabgm.signatures;

import io.github.metabgm.signatures.files.ClassFiles;
import io.github.metabgm.signatures.files.UnreadableException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** The small game or the small mod, to be altered and put into a jar. */
final class SampleClasses {
    static final String GAME = "net/minecraft/sample/";
    static final String MOD = "io/github/metabgm/sample/";

    private final Map<String, ClassNode> classes = new TreeMap<>();

    /** @param folder such as {@link #GAME} */
    SampleClasses(String folder) throws IOException, UnreadableException {
        try (ClassFiles compiled = ClassFiles.open(testClasses())) {
            for (String name : compiled.classes()) {
                if (name.startsWith(folder) && !name.endsWith("package-info")) {
                    ClassNode node = new ClassNode();
                    new ClassReader(compiled.classFile(name)).accept(node, 0);
                    classes.put(name, node);
                }
            }
        }
    }

    private static Path testClasses() {
        try {
            return Path.of(SampleClasses.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    SampleClasses altered(String simpleName, Consumer<ClassNode> alteration) {
        alteration.accept(classes.get(GAME + simpleName));
        return this;
    }

    SampleClasses without(String simpleName) {
        classes.remove(GAME + simpleName);
        return this;
    }

    /** The same class under another name. */
    SampleClasses moved(String simpleName, String name) {
        ClassNode node = classes.remove(GAME + simpleName);
        node.name = name;
        classes.put(name, node);
        return this;
    }

    Jars jar() {
        Jars jar = new Jars();
        classes.forEach((name, node) -> {
            ClassWriter writer = new ClassWriter(0);
            node.accept(writer);
            jar.with(name + ".class", writer.toByteArray());
        });
        return jar;
    }
}
