package io.github.metabgm.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what broke: all of it in the log, each part that is off once in the chat. Safe for every thread. */
public final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger("MetaBGM");

    private final Set<String> parts = ConcurrentHashMap.newKeySet();
    private final Notices notices;

    public Faults(Notices notices) {
        this.notices = notices;
    }

    /** This version of the game lacks what a part needs, so the part is off. */
    void lacking(String part, LinkageError missing) {
        LOG.error("MetaBGM's {} is off: this version of the game lacks {}", part, missing.getMessage(), missing);
        tellOff(part);
    }

    /** @param off whether it was once too often */
    void failed(String part, RuntimeException fault, int times, boolean off) {
        if (times == 1 || off) {
            LOG.error("MetaBGM's {} failed ({} times{})", part, times, off ? ", and is off now" : "", fault);
        }
        if (off) {
            tellOff(part);
        }
    }

    private void tellOff(String part) {
        if (parts.add(part)) {
            notices.add("metabgm.notice.part_off", "metabgm.part." + part);
        }
    }

    /** Names of the parts that are off. */
    public Set<String> partsOff() {
        return Set.copyOf(parts);
    }
}
