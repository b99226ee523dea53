package io.github.metabgm.signatures.check;

import io.github.metabgm.signatures.model.Members;
import io.github.metabgm.signatures.model.Origin;
import io.github.metabgm.signatures.model.Supertypes;
import io.github.metabgm.signatures.model.Target;
import io.github.metabgm.signatures.uses.Place;
import io.github.metabgm.signatures.uses.Uses.How;
import org.objectweb.asm.tree.ClassNode;

/** Whether a lambda gives its interface the one method that is asked of it. */
final class LambdaCheck {
    private final Scope scope;
    private final Report report;
    private final TypeCheck types;

    LambdaCheck(Scope scope, Report report, TypeCheck types) {
        this.scope = scope;
        this.report = report;
        this.types = types;
    }

    void check(Place place, Target target) {
        if (Origin.of(target.owner()) == null) {
            return;
        }
        types.check(place, target.owner(), How.TOUCHED);
        ClassNode type = scope.game().find(target.owner());
        if (type == null) {
            return;
        }
        if (!Members.isInterface(type)) {
            report.wrong(place, target, "its class is no interface here, and the mod gives a lambda for it");
            return;
        }
        Supertypes supertypes = Supertypes.of(scope.game(), type);
        AbstractMethods methods = AbstractMethods.of(supertypes);
        if (!methods.contain(target.name(), target.descriptor())) {
            report.wrong(place, target, "not the method of that functional interface here" + methods.named());
        } else if (methods.count() > 1) {
            report.wrong(place, target, "no lambda can do here: not its only abstract method" + methods.named());
        }
    }
}
