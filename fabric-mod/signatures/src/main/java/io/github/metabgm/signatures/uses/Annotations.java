package io.github.metabgm.signatures.uses;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;

/** Reads annotations, visible at run time or not. */
public final class Annotations {
    private Annotations() {}

    /** Both kinds in one; ASM has null for none. */
    public static List<AnnotationNode> all(List<AnnotationNode> visible, List<AnnotationNode> invisible) {
        List<AnnotationNode> all = new ArrayList<>();
        all.addAll(visible == null ? List.of() : visible);
        all.addAll(invisible == null ? List.of() : invisible);
        return all;
    }

    /** The elements of an array, or the one value that stands for it; none where it is left out. */
    public static List<?> values(AnnotationNode annotation, String name) {
        List<Object> pairs = annotation.values == null ? List.of() : annotation.values;
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                return pairs.get(i + 1) instanceof List<?> list ? list : List.of(pairs.get(i + 1));
            }
        }
        return List.of();
    }

    /** {@code Inject} for {@code Lorg/spongepowered/asm/mixin/injection/Inject;}. */
    public static String simpleName(AnnotationNode annotation) {
        return annotation.desc.substring(annotation.desc.lastIndexOf('/') + 1, annotation.desc.length() - 1);
    }

    /** Whether it tells Mixin or MixinExtras what to do. */
    public static boolean isOfMixin(AnnotationNode annotation) {
        return annotation.desc.startsWith("Lorg/spongepowered/asm/mixin/")
                || annotation.desc.startsWith("Lcom/llamalad7/mixinextras/");
    }

    /** Internal names of the classes that a mixin reaches into; none where the class is no mixin. */
    public static List<String> mixinTargets(ClassNode type) {
        List<String> names = new ArrayList<>();
        for (AnnotationNode annotation : all(type.visibleAnnotations, type.invisibleAnnotations)) {
            if (isOfMixin(annotation) && simpleName(annotation).equals("Mixin")) {
                values(annotation, "value").forEach(target -> names.add(((Type) target).getInternalName()));
                values(annotation, "targets").forEach(target -> names.add(((String) target).replace('.', '/')));
            }
        }
        return names;
    }
}
