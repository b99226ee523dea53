package io.github.metabgm.testgame.sweep;

import io.github.metabgm.testgame.loader.Alteration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** The stand-in as it would be in 26.1: no class Hud, and the boss bars hang on Gui. */
final class OlderGame implements Alteration {
    private static final String MOD = "io.github.metabgm.client.";
    private static final String GUI = "net/minecraft/client/gui/Gui";
    private static final String HUD = "net/minecraft/client/gui/Hud";
    private static final String HIDDEN_HUD = "net/minecraft/client/gui/HiddenHud";
    private static final String BARS = "()Lnet/minecraft/client/gui/components/BossHealthOverlay;";

    @Override
    public byte[] apply(String name, byte[] bytes) {
        String internal = name.replace('.', '/');
        if (internal.equals(HIDDEN_HUD)) {
            return hide(HUD, bytesOfHud());
        }
        if (internal.equals(HUD) || bytes == null) {
            return null;
        }
        return name.startsWith(MOD) ? bytes : hide(internal, bytes);
    }

    private static byte[] bytesOfHud() {
        try (InputStream in = OlderGame.class.getClassLoader().getResourceAsStream(HUD + ".class")) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] hide(String name, byte[] bytes) {
        ClassWriter hidden = new ClassWriter(0);
        ClassVisitor renaming = new ClassRemapper(hidden, new Hiding());
        new ClassReader(bytes).accept(name.equals(GUI) ? new OlderGui(renaming) : renaming, 0);
        return hidden.toByteArray();
    }

    private static final class Hiding extends Remapper {
        @Override
        public String map(String name) {
            return name.equals(HUD) ? HIDDEN_HUD : name;
        }

        @Override
        public String mapFieldName(String owner, String name, String descriptor) {
            return owner.equals(GUI) && name.equals("hud") ? "hiddenHud" : name;
        }
    }

    /** Has the method that Hud has from 26.2 on. */
    private static final class OlderGui extends ClassVisitor {
        OlderGui(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitEnd() {
            MethodVisitor method = visitMethod(Opcodes.ACC_PUBLIC, "getBossOverlay", BARS, null, null);
            method.visitCode();
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitFieldInsn(Opcodes.GETFIELD, GUI, "hud", "L" + HUD + ";");
            method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HUD, "getBossOverlay", BARS, false);
            method.visitInsn(Opcodes.ARETURN);
            method.visitMaxs(1, 1);
            method.visitEnd();
            super.visitEnd();
        }
    }
}
