package io.github.metabgm.signatures.check;

import io.github.metabgm.signatures.model.Members;
import io.github.metabgm.signatures.model.Members.Found;
import io.github.metabgm.signatures.model.Origin;
import io.github.metabgm.signatures.model.Supertypes;
import io.github.metabgm.signatures.model.Target;
import io.github.metabgm.signatures.uses.Place;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Whether the mod's own kinds of the game's classes override what they mean to, and all that they must. */
final class OverrideCheck {
    private static final int NEVER_OVERRIDES = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;

    private final Scope scope;
    private final Report report;

    OverrideCheck(Scope scope, Report report) {
        this.scope = scope;
        this.report = report;
    }

    void check(ClassNode type) {
        Supertypes here = Supertypes.of(scope.game(), type);
        Supertypes meant = Supertypes.of(scope.stubs(), type);
        Place head = new Place(type.name, null, 0);
        for (MethodNode method : type.methods) {
            if ((method.access & NEVER_OVERRIDES) == 0 && !method.name.startsWith("<")) {
                check(new Place(type.name, method.name, 0), method, here, meant);
            }
        }
        if ((type.access & Opcodes.ACC_ABSTRACT) == 0) {
            AbstractMethods.of(here).found().stream()
                    .filter(left -> Origin.of(left.owner().name) != null)
                    .map(Found::target)
                    .forEach(left -> report.wrong(head, left, "abstract here, and the mod does not implement it"));
        }
    }

    private void check(Place place, MethodNode method, Supertypes here, Supertypes meant) {
        Found overridden = overridden(here, method);
        if (overridden != null && overridden.is(Opcodes.ACC_FINAL)) {
            report.wrong(place, overridden.target(), "final here, and the mod overrides it");
        }
        Found intended = overridden(meant, method);
        // A whole class that is not there is told where the mod extends it.
        if (overridden != null || intended == null || scope.game().find(intended.owner().name) == null) {
            return;
        }
        if (here.missing().isEmpty()) {
            report.wrong(place, intended.target(), "overrides nothing here" + Near.methods(here, method.name));
        } else {
            report.unsure(intended.target(), here.missing());
        }
    }

    /** @return the method of the game that it overrides, or null */
    private static Found overridden(Supertypes types, MethodNode method) {
        for (ClassNode type : types.all()) {
            Found found = Origin.of(type.name) == null ? null : Members.declared(type, method.name, method.desc);
            if (found != null && !found.is(NEVER_OVERRIDES) && found.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) {
                return found;
            }
        }
        return null;
    }
}
