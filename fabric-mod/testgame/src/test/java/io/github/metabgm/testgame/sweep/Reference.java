package io.github.metabgm.testgame.sweep;

/**
 * Something of the game that the mod names.
 *
 * @param owner internal name of the class
 * @param name null where the class itself is meant
 * @param descriptor null where the class itself is meant
 */
record Reference(String owner, String name, String descriptor) implements Comparable<Reference> {
    static Reference toClass(String owner) {
        return new Reference(owner, null, null);
    }

    boolean isClass() {
        return name == null;
    }

    boolean isConstructor() {
        return "<init>".equals(name);
    }

    @Override
    public int compareTo(Reference other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return isClass() ? owner : owner + "." + name + " " + descriptor;
    }
}
