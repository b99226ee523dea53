package io.github.metabgm.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackWishesTest {
    private final PackWishes wishes = new PackWishes();

    private static String list(String namespace, int patterns) {
        return IntStream.range(0, patterns)
                .mapToObj(i -> '"' + namespace + ":sound." + i + '"')
                .collect(Collectors.joining(",", "{\"yield_to\": [", "]}"));
    }

    @Test
    void allPacksAreJoined() {
        wishes.add("one", "{\"yield_to\": [\"a:b\", \"c:*\"]}");
        wishes.add("two", "{\"yield_to\": [\"c:*\", \"disc\"]}");
        wishes.add("three", "{\"of_a_later_version\": {\"x\": 1}}");
        assertEquals(Set.of("a:b", "c:*", "disc"), wishes.yieldTo());
        assertEquals(List.of(), wishes.faults());
    }

    @Test
    void whatIsWrongCostsItselfOnly() {
        wishes.add("pack one, x:metabgm.json", "{\n\"yield_to\": [\n\"a:b\",\n\"A\"]}");
        wishes.add("pack two, y:metabgm.json", "{\n\"yield_to\": \"c:d\"}");
        wishes.add("pack three, z:metabgm.json", "{\n\"yield_to\": [}");
        wishes.add("pack four, w:metabgm.json", "{\"yield_to\": [\"e:f\"]}");
        assertEquals(Set.of("a:b", "e:f"), wishes.yieldTo());
        List<String> faults = wishes.faults();
        assertTrue(faults.get(0).startsWith("pack one, x:metabgm.json, line 4: yield_to[1]: \"A\", expected a sound"));
        assertTrue(faults.get(1).startsWith("pack two, y:metabgm.json, line 2: yield_to: \"c:d\", expected a list"));
        assertTrue(faults.get(2).startsWith("pack three, z:metabgm.json, line 2, column 14: not JSON"));
        assertEquals(3, faults.size());
    }

    @Test
    void theirSizeIsLimited() {
        wishes.add("pack", "x".repeat(PackWishes.MOST_CHARS + 1));
        assertEquals(List.of("pack: too long, expected at most 65536 characters"), wishes.faults());
        assertEquals(Set.of(), wishes.yieldTo());
    }

    @Test
    void theirNumberIsLimited() {
        IntStream.range(0, 5).forEach(i -> wishes.add("pack " + i, list("mod" + i, 250)));
        assertEquals(1_024, wishes.yieldTo().size());
        assertEquals(
                List.of("pack 4: yield_to: 250 patterns more, expected at most 1024 of all packs"), wishes.faults());
    }

    @Test
    void aFileOfFullSizeFits() {
        String longest = IntStream.range(0, PatternsKind.MOST_PATTERNS)
                .mapToObj(i -> '"' + "x".repeat(124) + String.format("%04d", i) + '"')
                .collect(Collectors.joining(", ", "{\"yield_to\": [", "]}"));
        wishes.add("pack", longest);
        assertEquals(List.of(), wishes.faults());
        assertEquals(PatternsKind.MOST_PATTERNS, wishes.yieldTo().size());
    }
}
