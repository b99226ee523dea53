package io.github.metabgm.core.scene;

import io.github.metabgm.core.codec.Limits;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Which of a biome's tags a scene carries. */
public final class BiomeTags {
    /** The longest names of vanilla and of large packs have about 60; what is longer is no name for a reader. */
    public static final int NAME_CHARS = 128;

    /** Those that say what a place is like; most others say what may be built or spawn there. */
    private static final Comparator<String> TELLING_FIRST = Comparator.comparing(BiomeTags::isTelling)
            .reversed()
            .thenComparing(Comparator.naturalOrder());

    private BiomeTags() {}

    /**
     * @param names namespaced
     * @return at most as many as the protocol allows, the telling ones first, then by name
     */
    public static List<String> forScene(Stream<String> names) {
        return names.filter(name -> name.length() <= NAME_CHARS)
                .distinct()
                .sorted(TELLING_FIRST)
                .limit(Limits.ARRAY_ITEMS)
                .toList();
    }

    private static boolean isTelling(String name) {
        return name.startsWith("c:") || name.startsWith("minecraft:is_");
    }
}
