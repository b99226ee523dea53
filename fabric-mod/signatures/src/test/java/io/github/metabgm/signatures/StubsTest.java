package io.github.metabgm.signatures;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.metabgm.signatures.files.ClassFiles;
import io.github.metabgm.signatures.model.Library;
import io.github.metabgm.signatures.model.Origin;
import io.github.metabgm.signatures.table.SignatureTable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StubsTest {
    @Test
    void theStubsAreWhatTheTableSaysAndNoMore() throws Exception {
        try (ClassFiles stubs = Built.stubs()) {
            Library library = new Library(List.of(stubs));
            Set<String> told = sorted(SignatureTable.in(stubs).rows().stream()
                    .filter(row -> !StubRows.mayBeGiven(row))
                    .map(StubRows::of));
            Set<String> found = sorted(library.names().stream()
                    .filter(name -> Origin.of(name) != null)
                    .flatMap(name -> StubRows.of(library.find(name)).stream()));
            assertAll(
                    () -> assertEquals(Set.of(), difference(told, found), "rows without a stub"),
                    () -> assertEquals(Set.of(), difference(found, told), "stubs without a row"));
        }
    }

    private static Set<String> sorted(Stream<String> rows) {
        return rows.collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> difference(Set<String> some, Set<String> others) {
        Set<String> difference = new TreeSet<>(some);
        difference.removeAll(others);
        return difference;
    }
}
