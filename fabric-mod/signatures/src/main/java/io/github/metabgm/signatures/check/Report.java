package io.github.metabgm.signatures.check;

import io.github.metabgm.signatures.model.Members;
import io.github.metabgm.signatures.model.Origin;
import io.github.metabgm.signatures.model.Supertypes;
import io.github.metabgm.signatures.model.Target;
import io.github.metabgm.signatures.table.Row;
import io.github.metabgm.signatures.uses.Place;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.ClassNode;

/** What was found, a line each, told once. */
public final class Report {
    private final Scope scope;
    private final Set<String> faults = new LinkedHashSet<>();
    private final Set<String> optional = new LinkedHashSet<>();
    private final Set<String> unsure = new LinkedHashSet<>();
    private final Set<Origin> absent = EnumSet.noneOf(Origin.class);

    Report(Scope scope) {
        this.scope = scope;
    }

    /** A fault, unless the table says that this version of the game may do without. */
    void wrong(Place place, Target target, String what) {
        Row row = partRow(target);
        if (row != null && row.versions().mayLack(scope.gameVersion())) {
            optional.add("optional: " + place + " -> " + target + ": " + what + " (it is there in "
                    + row.versions().text() + ")");
        } else {
            faults.add(place + " -> " + target + ": " + what);
        }
    }

    /** @return the row of the member or else of its class that some versions lack, or null */
    private Row partRow(Target target) {
        Row owner = scope.table().row(target.owner());
        if (target.descriptor() == null || owner != null && owner.versions().isPart()) {
            return owner;
        }
        ClassNode stub = scope.stubs().find(target.owner());
        Members.Found found = stub == null ? null : find(Supertypes.of(scope.stubs(), stub), target);
        return found == null ? null : scope.table().row(found.target().key());
    }

    private static Members.Found find(Supertypes types, Target target) {
        return target.descriptor().startsWith("(")
                ? Members.method(types, target.name(), target.descriptor())
                : Members.field(types, target.name(), target.descriptor());
    }

    /** It may come from a supertype that no jar has; one that its own jar lacks is told by itself. */
    void unsure(Target target, Set<String> missing) {
        List<String> elsewhere = missing.stream()
                .filter(name -> Origin.of(name) == null || !scope.game().holdsAnyOf(Origin.of(name)))
                .map(Target::dotted)
                .toList();
        if (!elsewhere.isEmpty()) {
            unsure(target + ": not found, and of its supertypes no jar given holds " + String.join(", ", elsewhere));
        }
    }

    void unsure(String what) {
        unsure.add("not checked: " + what);
    }

    void absent(Origin origin) {
        absent.add(origin);
    }

    public boolean isClean() {
        return faults.isEmpty();
    }

    /** Faults first, then what this version may lack, then what could not be checked. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(faults);
        lines.addAll(optional);
        lines.addAll(unsure);
        absent.forEach(origin -> lines.add("not checked: " + origin.packages() + ": give " + origin.jar()));
        return lines;
    }

    /** The whole in a line. */
    public String summary() {
        return faults.size() + " faults, " + optional.size() + " members that this version may lack, "
                + (unsure.size() + absent.size()) + " not checked";
    }
}
