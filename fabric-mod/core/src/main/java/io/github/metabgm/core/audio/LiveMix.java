package io.github.metabgm.core.audio;

/**
 * A mix as it is being played: mixed ahead on a thread of its own, copied by the sound thread. Goes on in real time
 * when the sound thread stays away for a second.
 */
public final class LiveMix implements AutoCloseable {
    private final Mixer mixer;
    private final MixRing ring;
    private final MixThread thread;

    /**
     * @param mostAheadMs what it may ever hold ahead
     * @param aheadMs what it holds ahead at first, at most that
     */
    public LiveMix(Mixer mixer, int mostAheadMs, int aheadMs) {
        this.mixer = mixer;
        ring = new MixRing(mostAheadMs, System.nanoTime());
        ring.holdAhead((int) MixFormat.frames(aheadMs));
        thread = new MixThread(mixer, ring);
        thread.start();
    }

    public Mixer mixer() {
        return mixer;
    }

    /** @param frames to hold ahead from now on, at most as many as it was made for */
    public void holdAhead(int frames) {
        ring.holdAhead(frames);
    }

    /**
     * For the sound thread, when it comes (back) and takes nothing yet.
     *
     * @param nanos of {@link System#nanoTime}, as all of them here
     */
    public void attend(long nanos) {
        ring.attend(nanos);
        thread.wake();
    }

    /**
     * For the sound thread; neither waits nor mixes.
     *
     * @return frames given, fewer than asked where the mix is late
     */
    public int take(float[] stereo, int frames, long nanos) {
        int given = ring.take(stereo, frames, nanos);
        thread.wake();
        return given;
    }

    /** For the sound thread: all {@code frames}, with silence where the mix is late. */
    public void read(float[] stereo, int frames) {
        ring.read(stereo, frames, System.nanoTime());
        thread.wake();
    }

    /** Frames that are mixed and not yet taken. */
    public int ahead() {
        return ring.ahead();
    }

    @Override
    public void close() {
        thread.close();
    }
}
