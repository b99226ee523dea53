package io.github.metabgm.signatures;

import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What another version of a game may do to a class. */
final class Alter {
    private Alter() {}

    static Consumer<ClassNode> method(String name, Consumer<MethodNode> alteration) {
        return type -> alteration.accept(
                type.methods.stream().filter(method -> method.name.equals(name)).findFirst().orElseThrow());
    }

    static Consumer<ClassNode> field(String name, Consumer<FieldNode> alteration) {
        return type -> alteration.accept(
                type.fields.stream().filter(field -> field.name.equals(name)).findFirst().orElseThrow());
    }

    static Consumer<MethodNode> methodAccess(int set, int unset) {
        return method -> method.access = method.access & ~unset | set;
    }

    static Consumer<ClassNode> access(int set, int unset) {
        return type -> type.access = type.access & ~unset | set;
    }

    static Consumer<ClassNode> abstractMethod(String name, String descriptor) {
        return type -> type.methods.add(
                new MethodNode(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, name, descriptor, null, null));
    }

    /** With a body that returns at once, for a method of no return value. */
    static Consumer<ClassNode> emptyMethod(String name, String descriptor) {
        return type -> {
            MethodNode method = new MethodNode(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
            method.instructions.add(new InsnNode(Opcodes.RETURN));
            method.maxLocals = 9;
            type.methods.add(method);
        };
    }

    static Consumer<ClassNode> withoutBody(String name) {
        return method(name, method -> {
            method.access |= Opcodes.ACC_ABSTRACT;
            method.instructions.clear();
        });
    }
}
