package io.github.metabgm.core.sound;

/**
 * Whether the game's own music is held back: from the first track of ours that is heard, until ours is not wanted or
 * cannot be played. So there is always one of the two.
 */
public final class HoldBack {
    private boolean held;

    /**
     * @param wanted whether ours is to be heard, and the game's is not
     * @param there whether the engine plays our stream
     * @param sounding whether a track of ours plays
     */
    public boolean tick(boolean wanted, boolean there, boolean sounding) {
        held = wanted && there && (held || sounding);
        return held;
    }
}
