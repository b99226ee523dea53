package io.github.metabgm.signatures.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Members as the JVM resolves them (JVMS 5.4.3). */
public final class Members {
    private Members() {}

    /** A member and the class that declares it. */
    public record Found(ClassNode owner, String name, String descriptor, int access) {
        static Found of(ClassNode owner, MethodNode method) {
            return new Found(owner, method.name, method.desc, method.access);
        }

        public boolean is(int flag) {
            return (access & flag) != 0;
        }

        public Target target() {
            return new Target(owner.name, name, descriptor);
        }
    }

    /** @return null where there is none */
    public static Found method(Supertypes types, String name, String descriptor) {
        ClassNode itself = types.classes().get(0);
        boolean ofInterface = isInterface(itself);
        // A constructor is never that of a superclass.
        boolean onlyItself = ofInterface || name.equals("<init>");
        Found found = onlyItself
                ? declared(itself, name, descriptor)
                : first(types.classes(), name, descriptor, 0);
        if (found != null || name.equals("<init>")) {
            return found;
        }
        Found implemented = first(types.interfaces(), name, descriptor, Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC);
        Found inherited = implemented != null
                ? implemented
                : first(types.interfaces(), name, descriptor, Opcodes.ACC_STATIC);
        return inherited == null && ofInterface ? first(types.classes(), name, descriptor, 0) : inherited;
    }

    private static Found first(List<ClassNode> types, String name, String descriptor, int without) {
        for (ClassNode type : types) {
            Found found = declared(type, name, descriptor);
            if (found != null && !found.is(without)) {
                return found;
            }
        }
        return null;
    }

    /** @return null where the class itself declares none */
    public static Found declared(ClassNode type, String name, String descriptor) {
        for (MethodNode method : type.methods) {
            if (method.name.equals(name) && method.desc.equals(descriptor)) {
                return Found.of(type, method);
            }
        }
        return null;
    }

    /** @return null where there is none */
    public static Found field(Supertypes types, String name, String descriptor) {
        for (ClassNode type : types.all()) {
            for (FieldNode field : type.fields) {
                if (field.name.equals(name) && field.desc.equals(descriptor)) {
                    return new Found(type, field.name, field.desc, field.access);
                }
            }
        }
        return null;
    }

    /** Descriptors of the game's methods of that name. */
    public static Set<String> methodDescriptors(Supertypes types, String name) {
        ClassNode only = name.equals("<init>") ? types.classes().get(0) : null;
        return ofGame(types, type -> type.methods.stream()
                .filter(method -> method.name.equals(name) && (only == null || only == type))
                .map(method -> method.desc));
    }

    /** Descriptors of the game's fields of that name. */
    public static Set<String> fieldDescriptors(Supertypes types, String name) {
        return ofGame(types, type -> type.fields.stream()
                .filter(field -> field.name.equals(name))
                .map(field -> field.desc));
    }

    private static Set<String> ofGame(Supertypes types, Function<ClassNode, Stream<String>> descriptors) {
        return types.all().stream()
                .filter(type -> Origin.of(type.name) != null)
                .flatMap(descriptors)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public static boolean isInterface(ClassNode type) {
        return (type.access & Opcodes.ACC_INTERFACE) != 0;
    }
}
