package io.github.metabgm.signatures.check;

import io.github.metabgm.signatures.uses.Annotations;
import io.github.metabgm.signatures.uses.Place;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Whether what mixins reach into is there. */
final class MixinCheck {
    private final Report report;
    private final TypeCheck types;
    private final InjectCheck injections;

    MixinCheck(Report report, TypeCheck types) {
        this.report = report;
        this.types = types;
        this.injections = new InjectCheck(report);
    }

    void check(ClassNode mixin) {
        Annotations.mixinTargets(mixin).forEach(target -> check(mixin, target));
    }

    private void check(ClassNode mixin, String targetName) {
        ClassNode target = types.find(new Place(mixin.name, null, 0), targetName);
        if (target == null) {
            return;
        }
        for (MethodNode method : mixin.methods) {
            Place place = new Place(mixin.name, method.name, 0);
            for (AnnotationNode annotation : Annotations.all(method.visibleAnnotations, method.invisibleAnnotations)) {
                check(place, method, annotation, target);
            }
        }
        for (FieldNode field : mixin.fields) {
            for (AnnotationNode annotation : Annotations.all(field.visibleAnnotations, field.invisibleAnnotations)) {
                checkUnknown(new Place(mixin.name, field.name, 0), annotation);
            }
        }
    }

    private void check(Place place, MethodNode method, AnnotationNode annotation, ClassNode target) {
        if (Annotations.isOfMixin(annotation) && Annotations.simpleName(annotation).equals("Inject")) {
            injections.check(place, method, annotation, target);
        } else {
            checkUnknown(place, annotation);
        }
    }

    private void checkUnknown(Place place, AnnotationNode annotation) {
        if (Annotations.isOfMixin(annotation) && !Annotations.simpleName(annotation).equals("Unique")) {
            report.unsure(place + ": what @" + Annotations.simpleName(annotation) + " reaches for");
        }
    }
}
