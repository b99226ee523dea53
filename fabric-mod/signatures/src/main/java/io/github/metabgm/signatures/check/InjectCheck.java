package io.github.metabgm.signatures.check;

import io.github.metabgm.signatures.model.Target;
import io.github.metabgm.signatures.uses.Annotations;
import io.github.metabgm.signatures.uses.Place;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Whether the method that an {@code @Inject} names is there, and its handler fits it. */
final class InjectCheck {
    private static final String CALLBACK = "Lorg/spongepowered/asm/mixin/injection/callback/CallbackInfo";

    private final Report report;

    InjectCheck(Report report) {
        this.report = report;
    }

    void check(Place place, MethodNode handler, AnnotationNode inject, ClassNode target) {
        for (Object selector : Annotations.values(inject, "method")) {
            check(place, handler, (String) selector, target);
        }
        for (Object at : Annotations.values(inject, "at")) {
            if (!Annotations.values((AnnotationNode) at, "target").isEmpty()) {
                report.unsure(place + ": what its @At reaches for");
            }
        }
    }

    private void check(Place place, MethodNode handler, String selector, ClassNode target) {
        int bracket = selector.indexOf('(');
        String name = bracket < 0 ? selector : selector.substring(0, bracket);
        String descriptor = bracket < 0 ? null : selector.substring(bracket);
        List<MethodNode> named = target.methods.stream()
                .filter(method -> method.name.equals(name))
                .toList();
        List<MethodNode> meant = named.stream()
                .filter(method -> descriptor == null || method.desc.equals(descriptor))
                .toList();
        Target wanted = new Target(target.name, name, descriptor);
        if (meant.isEmpty()) {
            report.wrong(place, wanted, "no such method to inject into" + there(named));
        } else if (meant.size() > 1) {
            report.wrong(place, wanted, "more than one method to inject into" + there(meant));
        } else {
            fits(place, handler, meant.get(0), new Target(target.name, name, meant.get(0).desc));
        }
    }

    private static String there(List<MethodNode> methods) {
        return Near.there(methods.stream().map(method -> method.name + " " + method.desc));
    }

    private void fits(Place place, MethodNode handler, MethodNode method, Target target) {
        String callback = CALLBACK + (Type.getReturnType(method.desc) == Type.VOID_TYPE ? ";" : "Returnable;");
        String arguments = method.desc.substring(1, method.desc.indexOf(')'));
        String whole = "(" + arguments + callback + ")V";
        // Mixin allows a handler that leaves all arguments out.
        if (!handler.desc.equals(whole) && !handler.desc.equals("(" + callback + ")V")) {
            report.wrong(place, target, "the handler is " + handler.desc + ", and " + whole + " is needed here");
        }
        if (((handler.access ^ method.access) & Opcodes.ACC_STATIC) != 0) {
            report.wrong(place, target, (method.access & Opcodes.ACC_STATIC) == 0 ? "not static here" : "static here");
        }
    }
}
