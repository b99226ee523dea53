package io.github.metabgm.core.scene;

/**
 * Decides when a scene is sent: at the interval, or at once when biome, dimension, weather or combat differ from
 * what was sent last. A border walked along can change the biome every tick; changes closer than
 * {@link #LEAST_SPACING_MS} to the last scene wait that long, and vanish when they are undone meanwhile.
 */
final class SceneTrigger {
    static final int LEAST_SPACING_MS = 250;

    private final int intervalMs;
    private final Situation before = new Situation();
    private final Situation current = new Situation();
    private final Situation sent = new Situation();
    private boolean hasSent;
    private long sentMs;

    SceneTrigger(int intervalMs) {
        this.intervalMs = intervalMs;
    }

    /**
     * @param fighting whether a fight is on
     * @return whether the situation changed, so that a new window starts with its sample
     */
    boolean changesTo(Sample sample, boolean fighting) {
        before.copy(current);
        current.update(sample, fighting);
        return current.differenceFrom(before) != null;
    }

    /**
     * @param windowMs length of the window so far
     * @return null while there is nothing to send
     */
    SceneReason due(long timeMs, long windowMs) {
        if (!current.isComplete()) {
            return null;
        }
        if (!hasSent) {
            return SceneReason.BIOME;
        }
        SceneReason change = current.differenceFrom(sent);
        if (change != null && timeMs - sentMs >= LEAST_SPACING_MS) {
            return change;
        }
        return change == null && windowMs >= intervalMs ? SceneReason.INTERVAL : null;
    }

    void sent(long timeMs) {
        sent.copy(current);
        hasSent = true;
        sentMs = timeMs;
    }

    /** The other side knows nothing any more: the next complete situation is sent at once. */
    void forget() {
        hasSent = false;
    }

    Situation current() {
        return current;
    }

    /** What was sent last, null when nothing was. */
    Situation lastSent() {
        return hasSent ? sent : null;
    }
}
