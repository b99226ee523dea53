package io.github.metabgm.core.audio;

/** The duck that an overlay leaves behind when its audio is over: back to 0 dB in a line. */
final class DuckRelease {
    private double depthDb;
    private Fade remaining = new Fade(0);

    /** Together with a release still under way: from the deeper of both, and no sooner over than either. */
    void start(double fromDb, long frames) {
        long length = db(0) < 0 ? Math.max(frames, remaining.remainingFrames()) : frames;
        depthDb = Math.min(fromDb, db(0));
        remaining = new Fade(1);
        remaining.to(0, length, Curve.LINEAR);
    }

    /** @return at most 0 */
    double db(int framesFromNow) {
        return depthDb * remaining.gainAfter(framesFromNow);
    }

    void advance(int frames) {
        remaining.advance(frames);
    }
}
