package io.github.metabgm.signatures.check;

import io.github.metabgm.signatures.model.Members;
import io.github.metabgm.signatures.model.Members.Found;
import io.github.metabgm.signatures.model.Origin;
import io.github.metabgm.signatures.model.Supertypes;
import io.github.metabgm.signatures.model.Target;
import io.github.metabgm.signatures.uses.Place;
import io.github.metabgm.signatures.uses.Uses.How;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** Whether a method or field that the mod's code names is there, and is what the instruction takes it to be. */
final class MemberCheck {
    private final Scope scope;
    private final Report report;
    private final TypeCheck types;

    MemberCheck(Scope scope, Report report, TypeCheck types) {
        this.scope = scope;
        this.report = report;
        this.types = types;
    }

    void method(Place place, int opcode, Target target, boolean ofInterface) {
        ClassNode owner = owner(place, target.owner());
        if (owner == null) {
            return;
        }
        if (Members.isInterface(owner) != ofInterface) {
            report.wrong(place, target, Members.isInterface(owner)
                    ? "its class is an interface here, and the mod calls it as a class"
                    : "its class is no interface here, and the mod calls it as one");
            return;
        }
        Supertypes supertypes = Supertypes.of(scope.game(), owner);
        Found found = Members.method(supertypes, target.name(), target.descriptor());
        if (found == null) {
            missing(place, target, supertypes, "no such method" + Near.methods(supertypes, target.name()));
        } else if (Origin.of(found.owner().name) != null) {
            kind(place, found, opcode == Opcodes.INVOKESTATIC);
            access(place, target, found, opcode);
            if (opcode == Opcodes.INVOKESPECIAL && found.is(Opcodes.ACC_ABSTRACT)) {
                report.wrong(place, found.target(), "abstract here, and the mod calls it on super");
            }
        }
    }

    void field(Place place, int opcode, Target target) {
        ClassNode owner = owner(place, target.owner());
        if (owner == null) {
            return;
        }
        Supertypes supertypes = Supertypes.of(scope.game(), owner);
        Found found = Members.field(supertypes, target.name(), target.descriptor());
        if (found == null) {
            missing(place, target, supertypes, "no such field" + Near.fields(supertypes, target.name()));
        } else if (Origin.of(found.owner().name) != null) {
            kind(place, found, opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC);
            access(place, target, found, opcode);
            if ((opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC) && found.is(Opcodes.ACC_FINAL)) {
                report.wrong(place, found.target(), "final here, and the mod sets it");
            }
        }
    }

    /** @return null for what is not to be checked or is not there */
    private ClassNode owner(Place place, String name) {
        types.check(place, name, How.TOUCHED);
        return Origin.of(name) == null && !isOfMod(name) ? null : scope.game().find(name);
    }

    private boolean isOfMod(String name) {
        return name.startsWith(SignatureCheck.MOD);
    }

    private void missing(Place place, Target target, Supertypes supertypes, String what) {
        if (supertypes.missing().isEmpty()) {
            report.wrong(place, target, what);
        } else {
            report.unsure(target, supertypes.missing());
        }
    }

    private void kind(Place place, Found found, boolean takenForStatic) {
        if (found.is(Opcodes.ACC_STATIC) != takenForStatic) {
            report.wrong(place, found.target(), takenForStatic ? "not static here" : "static here");
        }
    }

    private void access(Place place, Target target, Found found, int opcode) {
        if (found.is(Opcodes.ACC_PUBLIC)) {
            return;
        }
        if (!found.is(Opcodes.ACC_PROTECTED)) {
            report.wrong(place, found.target(), found.is(Opcodes.ACC_PRIVATE) ? "private here" : "not public here");
        } else if (!reachesProtected(place, target, found, opcode)) {
            report.wrong(place, found.target(), "protected here");
        }
    }

    /** JVMS 5.4.4 and 4.10.1.8: within a subclass, and on an instance of that subclass. */
    private boolean reachesProtected(Place place, Target target, Found found, int opcode) {
        Supertypes own = Supertypes.of(scope.game(), scope.game().find(place.owner()));
        return own.contains(found.owner().name)
                && (found.is(Opcodes.ACC_STATIC)
                        || opcode == Opcodes.INVOKESPECIAL
                        || target.owner().equals(place.owner()));
    }
}
