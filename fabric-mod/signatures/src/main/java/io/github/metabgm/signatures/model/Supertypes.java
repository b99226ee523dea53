package io.github.metabgm.signatures.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.ClassNode;

/** A class and all it extends and implements: classes from itself upwards, then interfaces. */
public final class Supertypes {
    private final List<ClassNode> classes = new ArrayList<>();
    private final Map<String, ClassNode> interfaces = new LinkedHashMap<>();
    private final Set<String> missing = new LinkedHashSet<>();

    private Supertypes() {}

    /** @param type null comes to no classes at all */
    public static Supertypes of(Library library, ClassNode type) {
        Supertypes supertypes = new Supertypes();
        Deque<String> open = new ArrayDeque<>();
        for (ClassNode next = type; next != null; next = supertypes.superOf(library, next)) {
            supertypes.classes.add(next);
            open.addAll(next.interfaces);
        }
        while (!open.isEmpty()) {
            String name = open.poll();
            ClassNode found = library.find(name);
            if (found == null) {
                supertypes.missing.add(name);
            } else if (supertypes.interfaces.putIfAbsent(name, found) == null) {
                open.addAll(found.interfaces);
            }
        }
        return supertypes;
    }

    private ClassNode superOf(Library library, ClassNode type) {
        if (type.superName == null) {
            return null;
        }
        ClassNode found = library.find(type.superName);
        if (found == null) {
            missing.add(type.superName);
        }
        return found;
    }

    /** From the class itself to {@code java.lang.Object}. */
    public List<ClassNode> classes() {
        return classes;
    }

    /** Those of all the classes and of one another, nearest first. */
    public List<ClassNode> interfaces() {
        return List.copyOf(interfaces.values());
    }

    public List<ClassNode> all() {
        List<ClassNode> all = new ArrayList<>(classes);
        all.addAll(interfaces.values());
        return all;
    }

    public boolean contains(String internalName) {
        return interfaces.containsKey(internalName)
                || classes.stream().anyMatch(node -> node.name.equals(internalName));
    }

    /** Supertypes that no jar has, so that what they would bring is not known. */
    public Set<String> missing() {
        return missing;
    }
}
