package io.github.metabgm.core.ui;

/** How visible the line that names a piece is: it fades in, stays, fades out. */
public final class ShownAlpha {
    static final long IN_MS = 500;
    static final long STAY_MS = 6_000;
    static final long OUT_MS = 1_000;
    static final int FULL = 255;
    /** The game has drawn texts of an alpha from 0 to 3 as if they were opaque: a flash at both ends. */
    static final int LEAST_DRAWN = 4;

    private ShownAlpha() {}

    /**
     * @param ms since the piece is heard
     * @return 4..255, or 0: not drawn
     */
    public static int at(long ms) {
        if (ms < 0 || ms >= IN_MS + STAY_MS + OUT_MS) {
            return 0;
        }
        long part = ms < IN_MS ? FULL * ms / IN_MS : FULL * Math.min(OUT_MS, IN_MS + STAY_MS + OUT_MS - ms) / OUT_MS;
        return (int) Math.max(LEAST_DRAWN, part);
    }
}
