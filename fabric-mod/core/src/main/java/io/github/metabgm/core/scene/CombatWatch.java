package io.github.metabgm.core.scene;

/**
 * Whether a fight is on. Mobs strike about once a second, so the end of a fight is told only after
 * {@link #CALM_MS} without a threat: else every pause between two blows would count as a change.
 */
final class CombatWatch {
    /** As long as the sidecar keeps its combat music after the last blow. */
    static final long CALM_MS = 6_000;

    private boolean fighting;
    private long lastThreatMs;

    boolean update(long timeMs, boolean threatened) {
        if (threatened) {
            fighting = true;
            lastThreatMs = timeMs;
        } else if (fighting && timeMs - lastThreatMs >= CALM_MS) {
            fighting = false;
        }
        return fighting;
    }

    boolean isFighting() {
        return fighting;
    }
}
