package io.github.metabgm.client.sampling;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Advancements made, waiting for the next tick. Safe for every thread. */
final class AdvancementQueue {
    /** A server may hand out hundreds at a stroke; nobody hears more than the first few of a tick. */
    static final int MOST_WAITING = 16;
    /** Recipes learned are advancements to the game, and to nobody else. */
    private static final String RECIPES = "recipes/";

    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean toldByName;

    /** @param id namespaced */
    void done(String id) {
        toldByName = true;
        boolean isRecipe = id.startsWith(RECIPES, id.indexOf(':') + 1);
        if (!isRecipe && id.length() <= GameNames.MOST_CHARS) {
            add(id);
        }
    }

    /** A challenge was heard, whose name only {@link #done} knows: counts where nobody ever calls that. */
    void challengeHeard() {
        if (!toldByName) {
            add("");
        }
    }

    private void add(String id) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(id);
        }
    }

    /** @return null when there is none */
    String poll() {
        return waiting.poll();
    }

    void clear() {
        waiting.clear();
    }
}
