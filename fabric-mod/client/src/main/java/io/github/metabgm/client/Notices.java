package io.github.metabgm.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Lines for the chat on their way from any thread to the game's. */
public final class Notices {
    private static final int MOST_WAITING = 32;

    /**
     * A line of chat.
     *
     * @param key translation key
     * @param arguments put into it
     */
    public record Notice(String key, Object... arguments) {}

    private final Queue<Notice> waiting = new ConcurrentLinkedQueue<>();

    /** Dropped where too many wait already. */
    public void add(String key, Object... arguments) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(new Notice(key, arguments));
        }
    }

    /** @return null when there is none */
    public Notice poll() {
        return waiting.poll();
    }
}
