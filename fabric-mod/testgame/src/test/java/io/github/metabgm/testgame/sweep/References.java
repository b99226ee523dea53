package io.github.metabgm.testgame.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;

/** Finds all of the game's classes and members that a mod's classes name. */
final class References extends Remapper {
    private static final List<String> GAME =
            List.of("net/minecraft/", "net/fabricmc/", "com/mojang/", "com/terraformersmc/");

    private final Set<Reference> found = new TreeSet<>();

    static Set<Reference> of(Path jar) throws IOException {
        References references = new References();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(each -> each.getName().endsWith(".class")).toList()) {
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                new ClassReader(bytes).accept(new ClassRemapper(new ClassNode(), references), 0);
            }
        }
        return references.found;
    }

    static boolean isOfGame(String owner) {
        return GAME.stream().anyMatch(owner::startsWith);
    }

    @Override
    public String map(String name) {
        if (isOfGame(name)) {
            found.add(Reference.toClass(name));
        }
        return name;
    }

    @Override
    public String mapMethodName(String owner, String name, String descriptor) {
        return member(owner, name, descriptor);
    }

    @Override
    public String mapFieldName(String owner, String name, String descriptor) {
        return member(owner, name, descriptor);
    }

    private String member(String owner, String name, String descriptor) {
        if (isOfGame(owner)) {
            found.add(new Reference(owner, name, descriptor));
        }
        return name;
    }
}
