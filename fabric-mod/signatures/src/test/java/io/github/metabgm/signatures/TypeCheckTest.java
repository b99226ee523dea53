package io.github.metabgm.signatures;

import static io.github.metabgm.signatures.Alter.access;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Opcodes;

class TypeCheckTest {
    static Stream<Alteration> alterations() {
        return Stream.of(
                Alteration.of(
                        "removed",
                        game -> game.without("Cow"),
                        "Readings.isCalm -> Cow: no such class",
                        "Readings.cow (line 30) -> Cow: no such class"),
                Alteration.of(
                        "moved",
                        game -> game.moved("Tag", "net/minecraft/tags/Tag"),
                        "Readings.key (line 26) -> Tag: no such class; there is net.minecraft.tags.Tag"),
                Alteration.of(
                        "no more public",
                        "Jukebox",
                        access(0, Opcodes.ACC_PUBLIC),
                        "Readings.listen (line 38) -> Jukebox: not public here",
                        "Readings.play (line 42) -> Jukebox: not public here"),
                Alteration.of(
                        "final",
                        "Screen",
                        access(Opcodes.ACC_FINAL, 0),
                        "OwnScreen -> Screen: final here, and the mod extends it"),
                Alteration.of(
                        "abstract",
                        "Cow",
                        access(Opcodes.ACC_ABSTRACT, 0),
                        "Readings.cow (line 30) -> Cow: abstract here, and the mod creates it"),
                Alteration.of(
                        "an interface now",
                        "Jukebox",
                        access(Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT, 0),
                        "Readings.listen (line 38) -> Jukebox.add (LListener;)V: its class is an interface here, and"
                                + " the mod calls it as a class",
                        "Readings.play (line 42) -> Jukebox.play (LSound;I)V: its class is an interface here, and the"
                                + " mod calls it as a class"),
                Alteration.of(
                        "no more an interface",
                        "Sound",
                        access(0, Opcodes.ACC_INTERFACE),
                        "OwnSound -> Sound: a class here, and the mod implements it",
                        "Readings.isLoud (line 34) -> Sound.isLoud ()Z: its class is no interface here, and the mod"
                                + " calls it as one",
                        "Readings.isLoud (line 34) -> Sound.silence ()LSound;: its class is no interface here, and the"
                                + " mod calls it as one"),
                Alteration.of(
                        "an interface extended",
                        "Screen",
                        access(Opcodes.ACC_INTERFACE, 0),
                        "OwnScreen -> Screen: an interface here, and the mod extends it",
                        "OwnScreen.<init> (line 7) -> Screen.<init> (Ljava/lang/String;)V: its class is an interface"
                                + " here, and the mod calls it as a class",
                        "OwnScreen.init (line 12) -> Screen.init ()V: its class is an interface here, and the mod"
                                + " calls it as a class"),
                Alteration.of(
                        "sealed",
                        "Sound",
                        type -> type.permittedSubclasses = List.of(type.name + "$One"),
                        "OwnSound -> Sound: sealed here, and the mod makes a kind of it"),
                Alteration.of(
                        "another superclass",
                        "Cow",
                        type -> type.superName = "java/lang/Object",
                        "Readings.isCalm -> Cow: not a kind of Creature here",
                        "Readings.isCalm (line 22) -> Cow.mood LMood;: no such field"),
                Alteration.of(
                        "a superclass that no jar has",
                        "Cow",
                        type -> type.superName = "org/other/Animal",
                        "not checked: Cow: not found, and of its supertypes no jar given holds org.other.Animal",
                        "not checked: Cow.mood LMood;: not found, and of its supertypes no jar given holds"
                                + " org.other.Animal"));
    }

    @ParameterizedTest
    @MethodSource("alterations")
    void isTold(Alteration alteration, @TempDir Path folder) throws Exception {
        alteration.isTold(folder);
    }
}
