package io.github.metabgm.testgame.sweep;

import io.github.metabgm.testgame.loader.Alteration;
import java.nio.charset.StandardCharsets;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * A game that lacks one thing. The mod's classes are made to ask for a name that is not there, which is for the JVM
 * as if the game had dropped or renamed it; a constructor, which has no name of its own, is closed to the mod.
 */
final class Breakage implements Alteration {
    private static final String MOD = "io.github.metabgm.client.";

    private final Reference missing;

    Breakage(Reference missing) {
        this.missing = missing;
    }

    @Override
    public byte[] apply(String name, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        if (missing.isConstructor()) {
            return name.replace('.', '/').equals(missing.owner()) ? closeConstructor(bytes) : bytes;
        }
        return name.startsWith(MOD) && names(bytes) ? rename(bytes) : bytes;
    }

    /** Class files keep names of classes as they are. */
    private boolean names(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(missing.owner());
    }

    private byte[] rename(byte[] bytes) {
        ClassWriter renamed = new ClassWriter(0);
        new ClassReader(bytes).accept(new ClassRemapper(renamed, new Renaming()), 0);
        return renamed.toByteArray();
    }

    private byte[] closeConstructor(byte[] bytes) {
        ClassWriter closed = new ClassWriter(0);
        new ClassReader(bytes).accept(
                new ClassVisitor(Opcodes.ASM9, closed) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        boolean hit = name.equals(missing.name()) && descriptor.equals(missing.descriptor());
                        int left = hit ? access & ~(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED) : access;
                        return super.visitMethod(left, name, descriptor, signature, exceptions);
                    }
                },
                0);
        return closed.toByteArray();
    }

    private final class Renaming extends Remapper {
        @Override
        public String map(String name) {
            return missing.isClass() && name.equals(missing.owner()) ? name + "Gone" : name;
        }

        @Override
        public String mapMethodName(String owner, String name, String descriptor) {
            return member(owner, name, descriptor);
        }

        @Override
        public String mapFieldName(String owner, String name, String descriptor) {
            return member(owner, name, descriptor);
        }

        private String member(String owner, String name, String descriptor) {
            return missing.equals(new Reference(owner, name, descriptor)) ? name + "Gone" : name;
        }
    }
}
