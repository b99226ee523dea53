package io.github.metabgm.signatures;

import static io.github.metabgm.signatures.Alter.abstractMethod;
import static io.github.metabgm.signatures.Alter.method;
import static io.github.metabgm.signatures.Alter.methodAccess;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Opcodes;

class OverrideCheckTest {
    static Stream<Alteration> alterations() {
        return Stream.of(
                Alteration.of(
                        "final",
                        "Screen",
                        method("init", methodAccess(Opcodes.ACC_FINAL, 0)),
                        "OwnScreen.init -> Screen.init ()V: final here, and the mod overrides it"),
                Alteration.of(
                        "renamed",
                        "Sound",
                        method("isLoud", method -> method.name = "loud"),
                        "OwnSound.isLoud -> Sound.isLoud ()Z: overrides nothing here",
                        "Readings.isLoud (line 34) -> Sound.isLoud ()Z: no such method"),
                Alteration.of(
                        "one more argument",
                        "Sound",
                        method("name", method -> method.desc = "(I)Ljava/lang/String;"),
                        "OwnSound.name -> Sound.name ()Ljava/lang/String;: overrides nothing here; there is name"
                                + " (I)Ljava/lang/String;",
                        "OwnSound -> Sound.name (I)Ljava/lang/String;: abstract here, and the mod does not implement"
                                + " it"),
                Alteration.of(
                        "private",
                        "Screen",
                        method("init", methodAccess(Opcodes.ACC_PRIVATE, Opcodes.ACC_PROTECTED)),
                        "OwnScreen.init (line 12) -> Screen.init ()V: private here",
                        "OwnScreen.init -> Screen.init ()V: overrides nothing here; there is init ()V"),
                Alteration.of(
                        "abstract where super was called",
                        "Screen",
                        Alter.withoutBody("init"),
                        "OwnScreen.init (line 12) -> Screen.init ()V: abstract here, and the mod calls it on super"),
                Alteration.of(
                        "one more to implement",
                        "Sound",
                        abstractMethod("length", "()I"),
                        "OwnSound -> Sound.length ()I: abstract here, and the mod does not implement it"),
                Alteration.of("one that every object has", "Sound", abstractMethod("hashCode", "()I")),
                Alteration.of(
                        "one more that a lambda lacks",
                        "Listener",
                        abstractMethod("ended", "()V"),
                        "Readings.listen (line 38) -> Listener.heard (Ljava/lang/String;F)V: no lambda can do here: not"
                                + " its only abstract method; there is ended ()V, heard (Ljava/lang/String;F)V"),
                Alteration.of(
                        "another argument for a lambda",
                        "Listener",
                        method("heard", method -> method.desc = "(Ljava/lang/String;D)V"),
                        "Readings.listen (line 38) -> Listener.heard (Ljava/lang/String;F)V: not the method of that"
                                + " functional interface here; there is heard (Ljava/lang/String;D)V"),
                Alteration.of(
                        "a class for a lambda",
                        "Listener",
                        Alter.access(0, Opcodes.ACC_INTERFACE),
                        "Readings.listen (line 38) -> Listener.heard (Ljava/lang/String;F)V: its class is no interface"
                                + " here, and the mod gives a lambda for it"),
                Alteration.of(
                        "one that every object has, for a lambda",
                        "Listener",
                        abstractMethod("equals", "(Ljava/lang/Object;)Z")));
    }

    @ParameterizedTest
    @MethodSource("alterations")
    void isTold(Alteration alteration, @TempDir Path folder) throws Exception {
        alteration.isTold(folder);
    }
}
