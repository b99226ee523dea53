package io.github.metabgm.signatures;

import static io.github.metabgm.signatures.Alter.method;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Opcodes;

class MixinCheckTest {
    static Stream<Alteration> alterations() {
        return Stream.of(
                Alteration.of(
                        "class removed",
                        game -> game.without("Jukebox"),
                        "JukeboxMixin -> Jukebox: no such class",
                        "Readings.listen -> Jukebox: no such class",
                        "Readings.play -> Jukebox: no such class"),
                Alteration.of(
                        "method renamed",
                        "Jukebox",
                        method("stop", method -> method.name = "halt"),
                        "JukeboxMixin.stopped -> Jukebox.stop: no such method to inject into"),
                Alteration.of(
                        "another argument",
                        "Jukebox",
                        method("stop", method -> method.desc = "(J)V"),
                        "JukeboxMixin.stopped -> Jukebox.stop (J)V: the handler is (ILCallbackInfo;)V, and"
                                + " (JLCallbackInfo;)V is needed here"),
                Alteration.of(
                        "another return type",
                        "Jukebox",
                        method("volume", method -> method.desc = "()D"),
                        "JukeboxMixin.asked -> Jukebox.volume ()F: no such method to inject into; there is volume ()D"),
                Alteration.of(
                        "two of that name",
                        "Jukebox",
                        Alter.emptyMethod("stop", "()V"),
                        "JukeboxMixin.stopped -> Jukebox.stop: more than one method to inject into; there is stop ()V,"
                                + " stop (I)V"),
                Alteration.of(
                        "static now",
                        "Jukebox",
                        method("volume", Alter.methodAccess(Opcodes.ACC_STATIC, 0)),
                        "JukeboxMixin.asked -> Jukebox.volume ()F: static here"));
    }

    @ParameterizedTest
    @MethodSource("alterations")
    void isTold(Alteration alteration, @TempDir Path folder) throws Exception {
        alteration.isTold(folder);
    }
}
