package io.github.metabgm.core.sound;

/**
 * Knows which of the sounds that the music gives way to can be heard now.
 *
 * @param <S> a sound of the game's
 */
public final class YieldTracker<S> {
    /** What the game knows of a sound. */
    public interface Ear<S> {
        boolean isPlaying(S sound);

        /** In blocks. */
        double distanceTo(S sound);
    }

    /** Two records or two steps of a song are one music. */
    private static final long PATIENCE_MS = 1_000;
    /** A pattern may match every sound there is; the newest tell as much as all. */
    private static final int MOST_SOUNDS = 32;

    private final Object[] sounds = new Object[MOST_SOUNDS];
    private final double[] ranges = new double[MOST_SOUNDS];
    private int given;
    private boolean everYielded;
    private long lastHeardMs;

    /**
     * A sound begins, or is about to.
     *
     * @param range in blocks, infinite for one that is heard everywhere
     */
    public void begins(S sound, double range) {
        int place = freePlace();
        sounds[place] = sound;
        ranges[place] = range;
    }

    private int freePlace() {
        for (int i = 0; i < MOST_SOUNDS; i++) {
            if (sounds[i] == null) {
                return i;
            }
        }
        given = (given + 1) % MOST_SOUNDS;
        return given;
    }

    /** @return whether the music is to be silent */
    @SuppressWarnings("unchecked")
    public boolean tick(Ear<? super S> ear, long timeMs) {
        for (int i = 0; i < MOST_SOUNDS; i++) {
            S sound = (S) sounds[i];
            if (sound != null && !ear.isPlaying(sound)) {
                sounds[i] = null;
            } else if (sound != null && ear.distanceTo(sound) <= ranges[i]) {
                everYielded = true;
                lastHeardMs = timeMs;
            }
        }
        return everYielded && timeMs - lastHeardMs <= PATIENCE_MS;
    }
}
