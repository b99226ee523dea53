package io.github.metabgm.signatures.uses;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;

/** Method handles told as the instructions that they stand for. */
final class HandleUse {
    private HandleUse() {}

    static void tell(Place place, Handle handle, Uses uses) {
        if (handle.getTag() <= Opcodes.H_PUTSTATIC) {
            uses.field(place, fieldOpcode(handle.getTag()), handle.getOwner(), handle.getName(), handle.getDesc());
            return;
        }
        if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            uses.type(place, handle.getOwner(), Uses.How.CREATED);
        }
        uses.method(
                place,
                callOpcode(handle.getTag()),
                handle.getOwner(),
                handle.getName(),
                handle.getDesc(),
                handle.isInterface());
    }

    private static int fieldOpcode(int tag) {
        return switch (tag) {
            case Opcodes.H_GETFIELD -> Opcodes.GETFIELD;
            case Opcodes.H_GETSTATIC -> Opcodes.GETSTATIC;
            case Opcodes.H_PUTFIELD -> Opcodes.PUTFIELD;
            default -> Opcodes.PUTSTATIC;
        };
    }

    private static int callOpcode(int tag) {
        return switch (tag) {
            case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
            default -> Opcodes.INVOKESPECIAL;
        };
    }
}
