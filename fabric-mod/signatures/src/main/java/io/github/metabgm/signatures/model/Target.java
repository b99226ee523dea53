package io.github.metabgm.signatures.model;

/**
 * A class or a member of one.
 *
 * @param owner internal name
 * @param name null for the class itself
 * @param descriptor null for the class itself, and where any will do
 */
public record Target(String owner, String name, String descriptor) {
    public static Target type(String internalName) {
        return new Target(internalName, null, null);
    }

    /** As a row of the table calls it. */
    public String key() {
        return name == null ? owner : owner + "." + name + " " + descriptor;
    }

    @Override
    public String toString() {
        String member = name == null ? "" : "." + name;
        return dotted(owner) + member + (descriptor == null ? "" : " " + descriptor);
    }

    public static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }
}
