package io.github.metabgm.core.net;

import io.github.metabgm.core.codec.ModMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Messages on their way to a sidecar that may be slow. Bounded: when full, the oldest scene goes, as a newer one
 * tells more; then the oldest event. Credit is never lost but added up by track. Safe for several threads, which
 * wait for each other only as long as a queue operation takes.
 */
final class Outbox {
    static final int CAPACITY = 128;

    private final Deque<ModMessage> messages = new ArrayDeque<>();
    private final Map<Long, Long> creditByTrack = new LinkedHashMap<>();
    private long dropped;

    synchronized void add(ModMessage message) {
        if (message instanceof ModMessage.Credit credit) {
            creditByTrack.merge(credit.track(), credit.frames(), Long::sum);
            return;
        }
        if (messages.size() >= CAPACITY && !dropOldest(ModMessage.SceneReport.class)
                && !dropOldest(ModMessage.EventReport.class)) {
            messages.pollFirst();
        }
        messages.addLast(message);
    }

    private boolean dropOldest(Class<? extends ModMessage> kind) {
        for (Iterator<ModMessage> oldestFirst = messages.iterator(); oldestFirst.hasNext(); ) {
            if (kind.isInstance(oldestFirst.next())) {
                oldestFirst.remove();
                dropped++;
                return true;
            }
        }
        return false;
    }

    /** Events and commands before credit: they are what somebody waits for. @return null when empty */
    synchronized ModMessage poll() {
        ModMessage message = messages.pollFirst();
        if (message != null) {
            return message;
        }
        Iterator<Map.Entry<Long, Long>> credits = creditByTrack.entrySet().iterator();
        if (!credits.hasNext()) {
            return null;
        }
        Map.Entry<Long, Long> credit = credits.next();
        credits.remove();
        return new ModMessage.Credit(credit.getKey(), credit.getValue());
    }

    synchronized void clear() {
        messages.clear();
        creditByTrack.clear();
    }

    /** Scenes and events that gave way to newer ones. */
    synchronized long dropped() {
        return dropped;
    }
}
