package io.github.metabgm.signatures.uses;

/** Takes what the mod's classes use of others, as {@link ClassWalk} comes upon it. */
public interface Uses {
    /** What a class is named for. */
    enum How {
        /** In a descriptor or an annotation: it has to exist. */
        NAMED,
        /** In code: it has to be public as well. */
        TOUCHED,
        EXTENDED,
        IMPLEMENTED,
        CREATED
    }

    /** @param internalName of a class, never of an array */
    void type(Place place, String internalName, How how);

    /** @param opcode GETFIELD, GETSTATIC, PUTFIELD or PUTSTATIC */
    void field(Place place, int opcode, String owner, String name, String descriptor);

    /**
     * @param opcode INVOKEVIRTUAL, INVOKESTATIC, INVOKESPECIAL or INVOKEINTERFACE
     * @param ofInterface whether the call takes the owner to be an interface
     */
    void method(Place place, int opcode, String owner, String name, String descriptor, boolean ofInterface);

    /**
     * A lambda or method reference.
     *
     * @param functional internal name of the interface
     * @param name of its one method
     * @param descriptor of that method, erased
     */
    void lambda(Place place, String functional, String name, String descriptor);
}
