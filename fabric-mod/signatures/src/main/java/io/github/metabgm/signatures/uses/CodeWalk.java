package io.github.metabgm.signatures.uses;

import io.github.metabgm.signatures.uses.Uses.How;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Tells what one instruction uses. */
final class CodeWalk {
    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

    private final Uses uses;

    CodeWalk(Uses uses) {
        this.uses = uses;
    }

    void walk(Place place, AbstractInsnNode instruction) {
        if (instruction instanceof FieldInsnNode field) {
            types(place, Type.getType(field.desc), How.NAMED);
            uses.field(place, field.getOpcode(), field.owner, field.name, field.desc);
        } else if (instruction instanceof MethodInsnNode call) {
            call(place, call);
        } else if (instruction instanceof TypeInsnNode type) {
            types(place, Type.getObjectType(type.desc), type.getOpcode() == Opcodes.NEW ? How.CREATED : How.TOUCHED);
        } else if (instruction instanceof MultiANewArrayInsnNode array) {
            types(place, Type.getType(array.desc), How.TOUCHED);
        } else if (instruction instanceof LdcInsnNode constant) {
            constant(place, constant.cst);
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            dynamic(place, dynamic);
        }
    }

    private void call(Place place, MethodInsnNode call) {
        types(place, Type.getMethodType(call.desc), How.NAMED);
        if (call.owner.startsWith("[")) {
            types(place, Type.getType(call.owner), How.TOUCHED);
        } else {
            uses.method(place, call.getOpcode(), call.owner, call.name, call.desc, call.itf);
        }
    }

    private void dynamic(Place place, InvokeDynamicInsnNode dynamic) {
        types(place, Type.getMethodType(dynamic.desc), How.NAMED);
        for (Object argument : dynamic.bsmArgs) {
            constant(place, argument);
        }
        if (dynamic.bsm.getOwner().equals(LAMBDAS)) {
            String functional = Type.getReturnType(dynamic.desc).getInternalName();
            uses.lambda(place, functional, dynamic.name, ((Type) dynamic.bsmArgs[0]).getDescriptor());
        }
    }

    private void constant(Place place, Object constant) {
        if (constant instanceof Type type) {
            types(place, type, How.TOUCHED);
        } else if (constant instanceof Handle handle) {
            types(place, Type.getType(handle.getDesc()), How.NAMED);
            HandleUse.tell(place, handle, uses);
        } else if (constant instanceof ConstantDynamic dynamic) {
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                constant(place, dynamic.getBootstrapMethodArgument(i));
            }
        }
    }

    private void types(Place place, Type type, How how) {
        TypeNames.of(type).forEach(name -> uses.type(place, name, how));
    }
}
