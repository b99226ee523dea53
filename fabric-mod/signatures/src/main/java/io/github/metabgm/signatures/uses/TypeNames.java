package io.github.metabgm.signatures.uses;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;

/** The classes that a type is made of. */
public final class TypeNames {
    private TypeNames() {}

    /** Internal names; none for a number. */
    public static List<String> of(Type type) {
        List<String> names = new ArrayList<>();
        add(type, names);
        return names;
    }

    private static void add(Type type, List<String> names) {
        switch (type.getSort()) {
            case Type.OBJECT -> names.add(type.getInternalName());
            case Type.ARRAY -> add(type.getElementType(), names);
            case Type.METHOD -> {
                add(type.getReturnType(), names);
                for (Type argument : type.getArgumentTypes()) {
                    add(argument, names);
                }
            }
            default -> {}
        }
    }
}
