package io.github.metabgm.signatures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.objectweb.asm.tree.ClassNode;

/**
 * What another version of the small game may bring.
 *
 * @param lines what is told of it, without the packages
 */
record Alteration(String name, UnaryOperator<SampleClasses> change, List<String> lines) {
    static Alteration of(String name, UnaryOperator<SampleClasses> change, String... lines) {
        return new Alteration(name, change, List.of(lines));
    }

    static Alteration of(String name, String type, Consumer<ClassNode> change, String... lines) {
        return of(name, game -> game.altered(type, change), lines);
    }

    void isTold(Path folder) throws Exception {
        Checked checked = Checked.against(change.apply(new SampleClasses(SampleClasses.GAME)), folder);
        assertEquals(lines, checked.lines().stream().map(Alteration::withoutPackages).toList(), checked.errors());
        boolean faults = lines.stream().anyMatch(line -> !line.startsWith("not checked: "));
        assertEquals(faults ? Main.FAULTS : Main.CLEAN, checked.exitCode(), checked.summary());
    }

    private static String withoutPackages(String line) {
        return line.replace("io.github.metabgm.sample.", "")
                .replace("net.minecraft.sample.", "")
                .replace("net/minecraft/sample/", "")
                .replace("org/spongepowered/asm/mixin/injection/callback/", "");
    }

    @Override
    public String toString() {
        return name;
    }
}
