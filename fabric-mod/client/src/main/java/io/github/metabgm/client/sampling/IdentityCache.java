package io.github.metabgm.client.sampling;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/** What was made out about objects of the game that are there once and for all; allocates only for new ones. */
final class IdentityCache<K, V> {
    /** Large packs have hundreds of kinds; where a mod hands out new objects without end, it starts over. */
    static final int MOST = 1_024;

    private final Map<K, V> made = new IdentityHashMap<>();
    private final Function<K, V> maker;

    /** @param maker gives no null */
    IdentityCache(Function<K, V> maker) {
        this.maker = maker;
    }

    V of(K key) {
        V known = made.get(key);
        return known == null ? make(key) : known;
    }

    private V make(K key) {
        if (made.size() >= MOST) {
            made.clear();
        }
        V value = maker.apply(key);
        made.put(key, value);
        return value;
    }
}
