package io.github.metabgm.signatures;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.metabgm.signatures.check.Report;
import io.github.metabgm.signatures.check.SignatureCheck;
import io.github.metabgm.signatures.files.ClassFiles;
import io.github.metabgm.signatures.model.Library;
import io.github.metabgm.signatures.table.Row;
import io.github.metabgm.signatures.table.SignatureTable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

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
}
