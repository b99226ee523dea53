package io.github.metabgm.client.sampling;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Advancements made, on their way from where the game tells of them to the next tick. */
public final class Advancements {
    /** A server may hand out hundreds at a stroke; nobody hears more than the first few of a tick. */
    private static final int MOST_WAITING = 16;
    /** Recipes learned are advancements to the game, and to nobody else. */
    private static final String RECIPES = "recipes/";

    private static final Queue<String> WAITING = new ConcurrentLinkedQueue<>();
    private static volatile boolean toldByName;

    private Advancements() {}

    /**
     * An advancement was made, not merely listed on joining.
     *
     * @param id namespaced
     */
    public static void done(String id) {
        toldByName = true;
        if (!id.startsWith(RECIPES, id.indexOf(':') + 1)) {
            add(id);
        }
    }

    /** A challenge was heard, whose name only {@link #done} knows: counts where nobody ever calls that. */
    static void challengeHeard() {
        if (!toldByName) {
            add("");
        }
    }

    private static void add(String id) {
        if (WAITING.size() < MOST_WAITING) {
            WAITING.add(id);
        }
    }

    /** @return null when there is none */
    static String poll() {
        return WAITING.poll();
    }

    /** Another world: what was made in the last one is of no interest there. */
    static void forget() {
        WAITING.clear();
    }
}
