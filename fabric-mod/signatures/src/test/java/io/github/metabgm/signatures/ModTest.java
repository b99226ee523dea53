package io.github.metabgm.signatures;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.signatures.check.Report;
import io.github.metabgm.signatures.check.SignatureCheck;
import io.github.metabgm.signatures.files.ClassFiles;
import io.github.metabgm.signatures.files.UnreadableException;
import io.github.metabgm.signatures.model.Library;
import io.github.metabgm.signatures.table.Row;
import io.github.metabgm.signatures.table.SignatureTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** The mod itself against what it was compiled against. */
class ModTest {
    @Test
    void theStandInGameHasAllThatTheModUses() throws Exception {
        try (ClassFiles mod = Built.mod();
                ClassFiles stubs = Built.stubs();
                ClassFiles game = Built.standInGame()) {
            Report report = SignatureCheck.run(mod, stubs, List.of(game));
            List<String> lines = report.lines();
            assertEquals(List.of(), lines.stream().filter(line -> !line.startsWith("optional: ")).toList());
        }
    }

    @Test
    void theTableHasARowForAllThatTheModUsesAndForNothingElse() throws Exception {
        try (ClassFiles mod = Built.mod();
                ClassFiles stubs = Built.stubs()) {
            Library library = new Library(List.of(stubs, mod));
            TableUse use = new TableUse(library);
            use.add(mod.classes().stream().map(library::find).toList());
            Set<String> rows = new TreeSet<>(SignatureTable.in(stubs).rows().stream().map(Row::key).toList());
            assertAll(
                    () -> assertEquals(Set.of(), StubsTest.difference(use.keys(), rows), "uses without a row"),
                    () -> assertEquals(Set.of(), StubsTest.difference(rows, use.keys()), "rows without a use"));
        }
    }

    @Test
    void noMemberGoesUnmissed(@TempDir Path folder) throws Exception {
        try (ClassFiles mod = Built.mod();
                ClassFiles stubs = Built.stubs();
                ClassFiles game = ClassFiles.open(withAllMembersRenamed(stubs).write(folder.resolve("game.jar")))) {
            String lines = String.join("\n", SignatureCheck.run(mod, stubs, List.of(game)).lines());
            for (Row row : SignatureTable.in(stubs).rows()) {
                boolean told = row.isType() || lines.contains("." + row.member() + " " + row.descriptor() + ": ");
                // Of a method to inject into, a mixin may give the name alone.
                assertTrue(told || lines.contains("." + row.member() + ": no such method to inject into"), row::key);
            }
        }
    }

    private static Jars withAllMembersRenamed(ClassFiles stubs) throws UnreadableException {
        Jars jar = new Jars();
        for (String name : stubs.classes()) {
            ClassNode type = new ClassNode();
            new ClassReader(stubs.classFile(name)).accept(type, 0);
            type.fields.forEach(field -> field.name = "other_" + field.name);
            type.methods.removeIf(method -> method.name.startsWith("<"));
            type.methods.forEach(method -> method.name = "other_" + method.name);
            ClassWriter writer = new ClassWriter(0);
            type.accept(writer);
            jar.with(name + ".class", writer.toByteArray());
        }
        return jar;
    }
}
