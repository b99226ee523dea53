package io.github.metabgm.core.audio;

/**
 * A gain on its way to a target, exact to the frame. A new target is approached from wherever the gain is, so a
 * fade can be reversed in the middle without a step.
 */
final class Fade {
    /** Shorter fades would click. */
    static final int LEAST_FRAMES = 5 * MixFormat.FRAMES_PER_MS;

    private Curve curve = Curve.LINEAR;
    private double target;
    private double fromPosition;
    private double toPosition;
    private long length = 1;
    private long done = 1;

    /** @param gain 0..1, held until {@link #to} */
    Fade(double gain) {
        target = gain;
        fromPosition = gain;
        toPosition = gain;
    }

    /**
     * @param gain target, 0..1
     * @param frames length, at least {@link #LEAST_FRAMES} is taken
     */
    void to(double gain, long frames, Curve along) {
        double now = gain();
        curve = along;
        target = gain;
        fromPosition = along.position(now);
        toPosition = along.position(gain);
        length = Math.max(frames, LEAST_FRAMES);
        done = 0;
    }

    double gain() {
        return gainAfter(0);
    }

    /** The gain {@code frames} from now. */
    double gainAfter(long frames) {
        long at = done + frames;
        if (at >= length) {
            return target;
        }
        return curve.gain(fromPosition + (toPosition - fromPosition) * ((double) at / length));
    }

    double target() {
        return target;
    }

    boolean isMoving() {
        return done < length;
    }

    long remainingFrames() {
        return Math.max(0, length - done);
    }

    void advance(long frames) {
        done = Math.min(length, done + frames);
    }
}
