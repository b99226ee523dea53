package io.github.metabgm.signatures;

import io.github.metabgm.signatures.model.Members;
import io.github.metabgm.signatures.table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** A stub in the words of the table: one text for the class and one for each member. */
final class StubRows {
    private static final int OWN = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_PRIVATE;
    /** What javac gives every enum. */
    private static final Set<String> GIVEN = Set.of("values", "valueOf");

    private StubRows() {}

    static String of(Row row) {
        if (!row.isType()) {
            return row.key() + " " + row.kind() + " " + new TreeSet<>(row.flags());
        }
        // Java has no record without all its components: as a stub it is a class.
        String kind = row.ownerKind().equals("record")
                ? "class extends java/lang/Object"
                : row.ownerKind() + " extends " + row.superName();
        return row.key() + " " + kind + " implements " + new TreeSet<>(row.interfaces()) + " "
                + new TreeSet<>(row.flags());
    }

    /** A constructor without arguments may be javac's; one that the mod calls has to have a row all the same. */
    static boolean mayBeGiven(Row row) {
        return row.member().equals("<init>") && row.descriptor().equals("()V");
    }

    static List<String> of(ClassNode stub) {
        List<String> rows = new ArrayList<>();
        String kind = kind(stub);
        boolean isFinal = is(stub.access, Opcodes.ACC_FINAL) && !kind.equals("enum");
        rows.add(stub.name + " " + kind + " extends " + stub.superName + " implements "
                + new TreeSet<>(stub.interfaces) + " " + (isFinal ? "[final]" : "[]"));
        stub.fields.stream()
                .filter(field -> !is(field.access, OWN))
                .forEach(field -> rows.add(of(stub, field)));
        stub.methods.stream()
                .filter(method -> !is(method.access, OWN) && !isGiven(kind, method))
                .forEach(method -> rows.add(of(stub, method)));
        return rows;
    }

    private static String kind(ClassNode stub) {
        if (Members.isInterface(stub)) {
            return "interface";
        }
        if (is(stub.access, Opcodes.ACC_ENUM)) {
            return "enum";
        }
        return is(stub.access, Opcodes.ACC_ABSTRACT) ? "abstract" : "class";
    }

    private static boolean isGiven(String kind, MethodNode method) {
        return method.name.equals("<clinit>")
                || method.name.equals("<init>") && method.desc.equals("()V")
                || kind.equals("enum") && GIVEN.contains(method.name);
    }

    private static String of(ClassNode stub, FieldNode field) {
        String kind = is(field.access, Opcodes.ACC_ENUM) ? "enum_constant" : "field";
        return stub.name + "." + field.name + " " + field.desc + " " + kind + " " + flags(field.access);
    }

    private static String of(ClassNode stub, MethodNode method) {
        Set<String> flags = flags(method.access);
        if (Members.isInterface(stub) && !is(method.access, Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT)) {
            flags.add("default");
        }
        String kind = method.name.equals("<init>") ? "ctor" : "method";
        return stub.name + "." + method.name + " " + method.desc + " " + kind + " " + flags;
    }

    private static Set<String> flags(int access) {
        Set<String> flags = new TreeSet<>();
        addIf(access, Opcodes.ACC_STATIC, "static", flags);
        addIf(access, Opcodes.ACC_FINAL, "final", flags);
        addIf(access, Opcodes.ACC_PROTECTED, "protected", flags);
        addIf(access, Opcodes.ACC_ABSTRACT, "abstract", flags);
        return flags;
    }

    private static void addIf(int access, int flag, String name, Set<String> flags) {
        if (is(access, flag)) {
            flags.add(name);
        }
    }

    private static boolean is(int access, int flag) {
        return (access & flag) != 0;
    }
}
