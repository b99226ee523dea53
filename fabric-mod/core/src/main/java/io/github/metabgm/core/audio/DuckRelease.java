package io.github.metabgm.core.audio;

/** The duck that an overlay leaves behind when its audio is over: back to 0 dB in a line. */
final class DuckRelease {
    private double depthDb;
    private Fade remaining = new Fade(0);

    /** A release still under way goes on from the deeper of both. */
    void start(double fromDb, long frames) {
        depthDb = Math.min(fromDb, db(0));
        remaining = new Fade(1);
        remaining.to(0, frames, Curve.LINEAR);
    }

    /** @return at most 0 */
    double db(int framesFromNow) {
        return depthDb * remaining.gainAfter(framesFromNow);
    }

    void advance(int frames) {
        remaining.advance(frames);
    }
}
