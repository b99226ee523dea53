package io.github.metabgm.client.sound;

/** What the mixin into the game's music manager asks. */
public final class HeldBackMusic {
    private static volatile boolean heldBack;
    private static volatile boolean asked;

    private HeldBackMusic() {}

    /** Whether the game's music is to stand still this tick. */
    public static boolean isHeldBack() {
        asked = true;
        return heldBack;
    }

    static void set(boolean held) {
        heldBack = held;
    }

    /** Whether the mixin is there: it asks once a tick. @return whether it asked since the last call */
    static boolean wasAsked() {
        boolean was = asked;
        asked = false;
        return was;
    }
}
