package io.github.metabgm.signatures.uses;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;

/** Classes that stand in annotations as values. */
final class AnnotationTypes {
    private AnnotationTypes() {}

    /** @param annotations null where there are none, as ASM has it */
    static List<String> of(List<AnnotationNode> annotations) {
        List<String> names = new ArrayList<>();
        if (annotations != null) {
            annotations.forEach(annotation -> add(annotation, names));
        }
        return names;
    }

    private static void add(Object value, List<String> names) {
        if (value instanceof Type type) {
            names.addAll(TypeNames.of(type));
        } else if (value instanceof List<?> list) {
            list.forEach(element -> add(element, names));
        } else if (value instanceof AnnotationNode annotation) {
            names.addAll(TypeNames.of(Type.getType(annotation.desc)));
            add(annotation.values, names);
        } else if (value instanceof String[] constant) {
            // An enum's constant: descriptor and name.
            names.addAll(TypeNames.of(Type.getType(constant[0])));
        }
    }
}
