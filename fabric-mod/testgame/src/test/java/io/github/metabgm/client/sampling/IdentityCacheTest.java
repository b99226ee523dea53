package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IdentityCacheTest {
    private final AtomicInteger made = new AtomicInteger();
    private final IdentityCache<Object, Integer> cache = new IdentityCache<>(key -> made.incrementAndGet());

    @Test
    void eachObjectIsMadeOutOnce() {
        String one = new String("same");
        String other = new String("same");
        assertEquals(1, cache.of(one));
        assertEquals(2, cache.of(other));
        assertEquals(1, cache.of(one));
    }

    @Test
    void newObjectsWithoutEndTakeNoRoomWithoutEnd() {
        Object first = new Object();
        cache.of(first);
        for (int i = 0; i < IdentityCache.MOST - 1; i++) {
            cache.of(new Object());
        }
        assertEquals(1, cache.of(first));
        cache.of(new Object());
        assertEquals(IdentityCache.MOST + 2, cache.of(first));
    }
}
