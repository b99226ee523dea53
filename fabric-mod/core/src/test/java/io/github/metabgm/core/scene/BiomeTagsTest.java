package io.github.metabgm.core.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.metabgm.core.codec.Limits;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BiomeTagsTest {
    @Test
    void whatAPlaceIsLikeComesBeforeWhatMayBeBuiltThere() {
        Stream<String> tags = Stream.of(
                "minecraft:has_structure/igloo", "minecraft:is_taiga", "c:is_snowy", "a_pack:is_haunted", "c:is_cold");
        assertEquals(
                List.of(
                        "c:is_cold",
                        "c:is_snowy",
                        "minecraft:is_taiga",
                        "a_pack:is_haunted",
                        "minecraft:has_structure/igloo"),
                BiomeTags.forScene(tags));
    }

    @Test
    void noMoreThanTheProtocolTakes() {
        Stream<String> tags = Stream.concat(
                IntStream.range(0, 100).mapToObj(i -> "a_pack:tag_" + i), Stream.of("minecraft:is_ocean"));
        List<String> told = BiomeTags.forScene(tags);
        assertEquals(Limits.ARRAY_ITEMS, told.size());
        assertEquals("minecraft:is_ocean", told.get(0));
    }

    @Test
    void namesWithoutEndAreLeftOut() {
        String longest = "c:" + "x".repeat(BiomeTags.NAME_CHARS - 2);
        assertEquals(List.of(longest), BiomeTags.forScene(Stream.of(longest + "x", longest, longest)));
    }
}
