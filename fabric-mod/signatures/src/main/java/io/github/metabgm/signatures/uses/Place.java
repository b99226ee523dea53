package io.github.metabgm.signatures.uses;

import io.github.metabgm.signatures.model.Target;

/**
 * Where in the mod something is used.
 *
 * @param owner internal name of the mod's class
 * @param member method or field; null in the head of the class
 * @param line 0 where it has none
 */
public record Place(String owner, String member, int line) {
    Place at(int anyLine) {
        return new Place(owner, member, anyLine);
    }

    Place in(String anyMember) {
        return new Place(owner, anyMember, 0);
    }

    @Override
    public String toString() {
        String name = member == null ? Target.dotted(owner) : Target.dotted(owner) + "." + member;
        return line == 0 ? name : name + " (line " + line + ")";
    }
}
