package io.github.metabgm.signatures.check;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AnnotationNode;

/** Reads annotations, visible at run time or not. */
final class Annotations {
    private Annotations() {}

    /** Both kinds in one; ASM has null for none. */
    static List<AnnotationNode> all(List<AnnotationNode> visible, List<AnnotationNode> invisible) {
        List<AnnotationNode> all = new ArrayList<>();
        all.addAll(visible == null ? List.of() : visible);
        all.addAll(invisible == null ? List.of() : invisible);
        return all;
    }

    /** The elements of an array, or the one value that stands for it; none where it is left out. */
    static List<?> values(AnnotationNode annotation, String name) {
        List<Object> pairs = annotation.values == null ? List.of() : annotation.values;
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                return pairs.get(i + 1) instanceof List<?> list ? list : List.of(pairs.get(i + 1));
            }
        }
        return List.of();
    }

    /** {@code Inject} for {@code Lorg/spongepowered/asm/mixin/injection/Inject;}. */
    static String simpleName(AnnotationNode annotation) {
        return annotation.desc.substring(annotation.desc.lastIndexOf('/') + 1, annotation.desc.length() - 1);
    }

    /** Whether it tells Mixin or MixinExtras what to do. */
    static boolean isOfMixin(AnnotationNode annotation) {
        return annotation.desc.startsWith("Lorg/spongepowered/asm/mixin/")
                || annotation.desc.startsWith("Lcom/llamalad7/mixinextras/");
    }
}
