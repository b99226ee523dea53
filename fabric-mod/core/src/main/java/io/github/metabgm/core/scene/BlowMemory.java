package io.github.metabgm.core.scene;

/** Remembers blows: the player counts as attacked for one second after each. */
final class BlowMemory {
    private static final long ATTACKED_FOR_MS = 1_000;

    private boolean struck;
    private long lastBlowMs;

    void blow(long timeMs) {
        struck = true;
        lastBlowMs = timeMs;
    }

    boolean attackedAt(long timeMs) {
        return struck && timeMs - lastBlowMs < ATTACKED_FOR_MS;
    }
}
