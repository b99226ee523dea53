package io.github.metabgm.signatures;

import static io.github.metabgm.signatures.Alter.field;
import static io.github.metabgm.signatures.Alter.method;
import static io.github.metabgm.signatures.Alter.methodAccess;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Opcodes;

class MemberCheckTest {
    static Stream<Alteration> alterations() {
        return Stream.of(
                Alteration.of(
                        "method renamed",
                        "Creature",
                        method("height", method -> method.name = "getHeight"),
                        "Readings.height (line 14) -> Creature.height ()D: no such method"),
                Alteration.of(
                        "int to long",
                        "Jukebox",
                        method("add", method -> method.desc = "(LListener;J)V"),
                        "Readings.listen (line 38) -> Jukebox.add (LListener;)V: no such method; there is add"
                                + " (LListener;J)V"),
                Alteration.of(
                        "another return type",
                        "Creature",
                        method("height", method -> method.desc = "()F"),
                        "Readings.height (line 14) -> Creature.height ()D: no such method; there is height ()F"),
                Alteration.of(
                        "no more static",
                        "Creature",
                        method("nearest", methodAccess(0, Opcodes.ACC_STATIC)),
                        "Readings.height (line 14) -> Creature.nearest ()LCreature;: not static here"),
                Alteration.of(
                        "static now",
                        "Creature",
                        method("height", methodAccess(Opcodes.ACC_STATIC, 0)),
                        "Readings.height (line 14) -> Creature.height ()D: static here"),
                Alteration.of(
                        "private",
                        "Creature",
                        method("height", methodAccess(Opcodes.ACC_PRIVATE, Opcodes.ACC_PUBLIC)),
                        "Readings.height (line 14) -> Creature.height ()D: private here"),
                Alteration.of(
                        "of its package",
                        "Creature",
                        method("height", methodAccess(0, Opcodes.ACC_PUBLIC)),
                        "Readings.height (line 14) -> Creature.height ()D: not public here"),
                Alteration.of(
                        "protected",
                        "Creature",
                        method("height", methodAccess(Opcodes.ACC_PROTECTED, Opcodes.ACC_PUBLIC)),
                        "Readings.height (line 14) -> Creature.height ()D: protected here"),
                Alteration.of(
                        "another constructor",
                        "Screen",
                        method("<init>", method -> method.desc = "(LTitle;)V"),
                        "OwnScreen.<init> (line 7) -> Screen.<init> (Ljava/lang/String;)V: no such method; there is"
                                + " <init> (LTitle;)V"),
                Alteration.of(
                        "no constructor but that of the superclass",
                        "Cow",
                        method("<init>", method -> method.desc = "(I)V"),
                        "Readings.cow (line 30) -> Cow.<init> ()V: no such method; there is <init> (I)V"),
                Alteration.of(
                        "another type of field",
                        "Creature",
                        field("age", field -> field.desc = "J"),
                        "Readings.age (line 18) -> Creature.age I: no such field; there is age J"),
                Alteration.of(
                        "private field",
                        "Creature",
                        field("age", field -> field.access = Opcodes.ACC_PRIVATE),
                        "Readings.age (line 18) -> Creature.age I: private here"),
                Alteration.of(
                        "static field",
                        "Creature",
                        field("age", field -> field.access |= Opcodes.ACC_STATIC),
                        "Readings.age (line 18) -> Creature.age I: static here"),
                Alteration.of(
                        "final field",
                        "Screen",
                        field("width", field -> field.access |= Opcodes.ACC_FINAL),
                        "OwnScreen.init (line 13) -> Screen.width I: final here, and the mod sets it"),
                Alteration.of(
                        "enum constant renamed",
                        "Mood",
                        field("CALM", field -> field.name = "QUIET"),
                        "Readings.isCalm (line 22) -> Mood.CALM LMood;: no such field"),
                Alteration.of(
                        "record component renamed",
                        "Tag",
                        method("key", method -> method.name = "id"),
                        "Readings.key (line 26) -> Tag.key ()Ljava/lang/String;: no such method"));
    }

    @ParameterizedTest
    @MethodSource("alterations")
    void isTold(Alteration alteration, @TempDir Path folder) throws Exception {
        alteration.isTold(folder);
    }
}
