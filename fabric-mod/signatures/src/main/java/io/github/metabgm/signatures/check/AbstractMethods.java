package io.github.metabgm.signatures.check;

import io.github.metabgm.signatures.model.Members;
import io.github.metabgm.signatures.model.Members.Found;
import io.github.metabgm.signatures.model.Supertypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The methods that a class or interface leaves to those below it. */
final class AbstractMethods {
    private final Map<String, Found> methods = new LinkedHashMap<>();

    private AbstractMethods() {}

    static AbstractMethods of(Supertypes types) {
        AbstractMethods found = new AbstractMethods();
        for (ClassNode type : types.all()) {
            for (MethodNode method : type.methods) {
                if ((method.access & Opcodes.ACC_ABSTRACT) != 0) {
                    found.addUnlessDone(types, type, method);
                }
            }
        }
        return found;
    }

    private void addUnlessDone(Supertypes types, ClassNode type, MethodNode method) {
        Found selected = Members.method(types, method.name, method.desc);
        boolean done = selected != null && !selected.is(Opcodes.ACC_ABSTRACT)
                || Members.declared(types.classes().get(types.classes().size() - 1), method.name, method.desc) != null;
        if (!done) {
            methods.putIfAbsent(method.name + " " + method.desc, Members.declared(type, method.name, method.desc));
        }
    }

    boolean contain(String name, String descriptor) {
        return methods.containsKey(name + " " + descriptor);
    }

    int count() {
        return methods.size();
    }

    List<Found> found() {
        return List.copyOf(methods.values());
    }

    /** The end of a fault's line. */
    String named() {
        return Near.there(methods.keySet().stream());
    }
}
