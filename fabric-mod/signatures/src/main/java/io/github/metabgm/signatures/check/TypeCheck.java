package io.github.metabgm.signatures.check;

import io.github.metabgm.signatures.model.Members;
import io.github.metabgm.signatures.model.Origin;
import io.github.metabgm.signatures.model.Supertypes;
import io.github.metabgm.signatures.model.Target;
import io.github.metabgm.signatures.uses.Place;
import io.github.metabgm.signatures.uses.Uses.How;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** Whether a class is there and can be used as the mod uses it. */
final class TypeCheck {
    private final Scope scope;
    private final Report report;
    private final Set<String> kinChecked = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    TypeCheck(Scope scope, Report report) {
        this.scope = scope;
        this.report = report;
    }

    void check(Place place, String name, How how) {
        if (Origin.of(name) == null) {
            return;
        }
        ClassNode type = find(place, name);
        if (type == null) {
            return;
        }
        String fault = how == How.NAMED ? null : fault(place, type, how);
        if (fault != null) {
            tell(place, name, fault);
        }
        if (kinChecked.add(name)) {
            checkKin(place, type);
        }
    }

    /** Once for a method, however many of its lines name the class. */
    private void tell(Place place, String name, String fault) {
        if (told.add(place.owner() + " " + place.member() + " " + name + " " + fault)) {
            report.wrong(place, Target.type(name), fault);
        }
    }

    /** @return null, and it is told, where the class is not there */
    ClassNode find(Place place, String name) {
        ClassNode type = scope.game().find(name);
        Origin origin = Origin.of(name);
        if (type == null && origin != null) {
            if (scope.game().holdsAnyOf(origin)) {
                tell(place, name, "no such class" + Near.namesakes(scope.game(), name));
            } else {
                report.absent(origin);
            }
        }
        return type;
    }

    private static String fault(Place place, ClassNode type, How how) {
        boolean isInterface = Members.isInterface(type);
        if ((type.access & Opcodes.ACC_PUBLIC) == 0) {
            return "not public here";
        }
        return switch (how) {
            case EXTENDED -> extending(place, type, isInterface);
            case IMPLEMENTED -> isInterface ? sealed(place, type) : "a class here, and the mod implements it";
            case CREATED -> (type.access & Opcodes.ACC_ABSTRACT) != 0 ? "abstract here, and the mod creates it" : null;
            default -> null;
        };
    }

    private static String extending(Place place, ClassNode type, boolean isInterface) {
        if (isInterface) {
            return "an interface here, and the mod extends it";
        }
        return (type.access & Opcodes.ACC_FINAL) != 0 ? "final here, and the mod extends it" : sealed(place, type);
    }

    private static String sealed(Place place, ClassNode type) {
        return type.permittedSubclasses == null || type.permittedSubclasses.contains(place.owner())
                ? null
                : "sealed here, and the mod makes a kind of it";
    }

    /** The JVM refuses the mod's code where it hands on a class as one of its supertypes and it is none. */
    private void checkKin(Place place, ClassNode type) {
        ClassNode stub = scope.stubs().find(type.name);
        Supertypes here = Supertypes.of(scope.game(), type);
        for (ClassNode taken : Supertypes.of(scope.stubs(), stub).all()) {
            if (here.contains(taken.name) || here.missing().contains(taken.name)) {
                continue;
            }
            if (here.missing().isEmpty()) {
                report.wrong(place, Target.type(type.name), "not a kind of " + Target.dotted(taken.name) + " here");
            } else {
                report.unsure(Target.type(type.name), here.missing());
            }
        }
    }
}
