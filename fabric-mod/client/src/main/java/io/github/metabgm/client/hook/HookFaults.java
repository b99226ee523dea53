package io.github.metabgm.client.hook;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/** Keeps what breaks within a mixin out of the game. */
public final class HookFaults {
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private HookFaults() {}

    /** In the log, once for each hook. */
    public static void tell(String hook, Throwable fault) {
        if (TOLD.add(hook)) {
            LoggerFactory.getLogger("MetaBGM").error("MetaBGM's hook for {} failed", hook, fault);
        }
    }
}
